using System.CommandLine;
using Mimi.Bench;
using Mimi.Bench.Wire;
using Mimi.Speech;

var model = new Option<MoonshineSize>("--model") { Description = "The embedded English model: tiny or base." };
var sessions = new Option<int>("--sessions") { Description = "How many sessions speak at once.", DefaultValueFactory = static _ => 20 };
var folder = new Argument<DirectoryInfo>("folder")
{
    Description = "Recordings with a file 'transcription', as in Debian's pocketsphinx-testdata.",
    DefaultValueFactory = static _ => new("/usr/share/pocketsphinx/test/data/librivox"),
};
var recording = new Option<FileInfo>("--recording") { Description = "A 16-bit WAV file of English speech.", DefaultValueFactory = static _ => new("samples/audio/jfk.wav") };

var errorRate = new Command("wer", "Word error rate over real speech, through client, socket, server and recognizer.") { folder, model };
errorRate.SetAction((result, token) => WordErrorRate.RunAsync(result.GetRequiredValue(folder), result.GetValue(model), token));
var roundTrip = new Command("roundtrip", "Speaks ten English sentences and recognizes them again: are they the same words?") { model };
roundTrip.SetAction((result, token) => RoundTrip.RunAsync(result.GetValue(model), token));
var load = new Command("load", "Sessions that speak at once in real time: when does each one's final result come?") { sessions, recording, model };
load.SetAction((result, token) => RealTimeLoad.RunAsync(result.GetValue(sessions), result.GetRequiredValue(recording), result.GetValue(model), token));

var flac = new Command("flac", "The recordings as PCM and as FLAC: bytes on the wire, and word errors.") { folder, recording, model };
flac.SetAction((result, token) => FlacOnTheWire.RunAsync(result.GetRequiredValue(folder), result.GetRequiredValue(recording), result.GetValue(model), token));

var halfOpen = new Command("half-open", "Every packet of a session is lost without a word: when does the client notice? Needs root on Linux.");
halfOpen.SetAction((_, token) => HalfOpen.RunAsync(token));
var halfOpenServer = new Command("half-open-server", "The server of 'half-open'.") { Hidden = true };
halfOpenServer.SetAction((_, token) => HalfOpen.ServeAsync(token));

var root = new RootCommand("Measures the whole path: what is said goes through the client, a real socket and the local mimi.") { errorRate, roundTrip, load, flac, halfOpen, halfOpenServer };
foreach (Command command in WireCommands.Create())
{
    root.Add(command);
}

return await root.Parse(args).InvokeAsync();
