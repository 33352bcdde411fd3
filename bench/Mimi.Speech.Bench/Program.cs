using System.CommandLine;
using System.Globalization;
using Mimi.Speech;
using Mimi.Speech.Bench;
using Mimi.Speech.Bench.Scripted;
using Mimi.Speech.Bench.Serving;
using Mimi.Speech.Bench.Sessions;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var model = new Argument<MoonshineSize>("model") { Description = "tiny or base.", DefaultValueFactory = static _ => MoonshineSize.Tiny };
var maxSessions = new Option<int?>("--max-sessions") { Description = "How many sessions the server takes. Default: as many as it measures." };
var sessions = new Option<int>("--sessions") { Description = "How many sessions speak at once.", DefaultValueFactory = static _ => 20 };
var chunk = new Option<int>("--chunk") { Description = "Milliseconds of audio in a message.", DefaultValueFactory = static _ => 400 };
var seconds = new Option<int>("--seconds") { Description = "How long each session speaks.", DefaultValueFactory = static _ => 20 };
var step = new Option<int>("--step") { Description = "How many sessions more each time.", DefaultValueFactory = static _ => 500 };
var minutes = new Option<int[]>("--minutes") { Description = "How long the monologues are.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [1, 5, 30] };
var interval = new Option<int>("--temporaries") { Description = "Milliseconds of audio between temporaries; 0 for none.", DefaultValueFactory = static _ => 320 };
var recording = new Option<FileInfo>("--recording") { Description = "A 16-bit, 16 kHz WAV file.", DefaultValueFactory = static _ => new("samples/audio/jfk.wav") };
var repeats = new Option<int>("--repeats") { Description = "How often the recording is said.", DefaultValueFactory = static _ => 1 };
var program = new Option<FileInfo?>("--program") { Description = "The mimi command. Default: the one built with this program." };
var runs = new Option<int>("--runs") { Description = "How many starts.", DefaultValueFactory = static _ => 5 };
var page = new Option<FileInfo?>("--page") { Description = "The page whose tables are replaced, and beside which the plots are written." };

var words = new Command("words", "Word errors over Debian's LibriVox clips.") { model };
words.SetAction((parsed, token) => WithModelAsync(parsed, token, WordsBench.RunAsync));

var lengths = new Command("lengths", "What one decode costs, by the length of its audio.") { model };
lengths.SetAction((parsed, token) => WithModelAsync(parsed, token, DecodeLengths.RunAsync));

var streams = new Command("streams", "Streams of one recording side by side in real time, without a server.") { model, sessions, interval, recording, repeats };
streams.SetAction((parsed, token) => WithModelAsync(parsed, token, recognizer =>
    StreamsBench.RunAsync(recognizer, parsed.GetValue(sessions), parsed.GetValue(interval), parsed.GetValue(recording)!.FullName, parsed.GetValue(repeats))));

var cost = new Command("cost", "Processor seconds per second of one long monologue.") { model, minutes, interval };
cost.SetAction((parsed, token) => WithModelAsync(parsed, token, async recognizer =>
{
    foreach (int length in parsed.GetValue(minutes)!)
    {
        Console.WriteLine(await MonologueCost.RunAsync(recognizer, length, parsed.GetValue(interval) is > 0 and var every ? TimeSpan.FromMilliseconds(every) : null));
    }
}));

var memory = new Command("memory", "What streams add to the memory of a process.") { model, sessions };
memory.SetAction((parsed, token) => WithModelAsync(parsed, token, recognizer => SessionMemory.PrintAsync(recognizer, parsed.GetValue(sessions))));

var load = new Command("sessions", "Sessions that speak at once in real time, through client, socket, server and recogniser.") { model, sessions, maxSessions };
load.SetAction(async (parsed, token) =>
{
    SessionsOutcome outcome = await RecognizerLoad.RunAsync(parsed.GetValue(model), parsed.GetValue(sessions), parsed.GetValue(maxSessions) ?? 1_000, token);
    Console.WriteLine(outcome);
    return outcome.IsRight ? 0 : 1;
});

var admission = new Command("admission", "Twice as many speakers as the server takes by its own measure.") { model };
admission.SetAction(async (parsed, token) =>
{
    (int capacity, SessionsOutcome at, SessionsOutcome twice) = await AdmissionRun.RunAsync(parsed.GetValue(model), token);
    Console.WriteLine($"{capacity} sessions are taken\n{at}\n{twice}");
    return at.IsRight && twice.IsRight && twice.Refused > 0 ? 0 : 1;
});

var scripted = new Command("scripted", "Sessions in real time against scripted results.") { sessions, chunk, seconds };
scripted.SetAction(async (parsed, _) =>
{
    ScriptedOutcome outcome = await ScriptedLoad.RunAsync(parsed.GetValue(sessions), TimeSpan.FromMilliseconds(parsed.GetValue(chunk)), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    Console.WriteLine(outcome);
    return outcome.IsRight ? 0 : 1;
});

var most = new Command("scripted-most", "The largest number of sessions against scripted results of which none is late by more than 1 s.") { sessions, chunk, seconds, step };
most.SetAction(async (parsed, _) =>
{
    List<ScriptedOutcome> steps = await ScriptedLoad.FindMostAsync(TimeSpan.FromMilliseconds(parsed.GetValue(chunk)), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(sessions), parsed.GetValue(step));
    steps.ForEach(Console.WriteLine);
    return steps.Count > 1 ? 0 : 1;
});

var start = new Command("start", "How soon 'mimi serve' listens and recognises, with its models in the cache.") { model, program, runs };
start.SetAction(async (parsed, token) =>
{
    for (int run = 0; run < parsed.GetValue(runs); run++)
    {
        Console.WriteLine(await StartTime.RunAsync(parsed.GetValue(program)?.FullName ?? StartTime.BuiltCommand, parsed.GetValue(model), token));
    }
});

var all = new Command("all", "All of it, in some ten minutes.") { program, page };
all.SetAction(async (parsed, token) => await new WholeTable(parsed.GetValue(program)?.FullName ?? StartTime.BuiltCommand).RunAsync(parsed.GetValue(page), token) ? 0 : 1);

var serve = new Command(ServedSpeech.Recognizer, "The server of 'sessions'.") { model, maxSessions };
serve.Hidden = true;
serve.SetAction((parsed, token) => ServedSpeech.RunRecognizerAsync(parsed.GetValue(model), parsed.GetValue(maxSessions), token));
var serveScripted = new Command(ServedSpeech.Scripted, "The server of 'scripted'.") { Hidden = true };
serveScripted.SetAction((_, token) => ServedSpeech.RunScriptedAsync(token));

return await new RootCommand("Measures the recogniser, and what the local mimi can bear.") { words, lengths, streams, cost, memory, load, admission, scripted, most, start, all, serve, serveScripted }.Parse(args).InvokeAsync();

async Task WithModelAsync(ParseResult parsed, CancellationToken token, Func<ISpeechRecognizer, Task> run)
{
    await using var models = new LocalSpeechModels(new() { English = parsed.GetValue(model) });
    await run(await models.GetAsync("en", token));
}
