// Recognizes a whole recording with one HTTP request, and says what to do if that fails.
// dotnet run --project samples/WholeRecording -- samples/audio/jfk.wav      (after: dotnet run --project src/Mimi.Cli -- serve)
using Mimi.Audio;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;

var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;

using var engine = new HttpNetworkEngine();
var client = new MimiAsrClient(engine, credential, address);
await using PcmAudio recording = await WavReader.OpenAsync(File.OpenRead(args[0]));
try
{
    MimiAsrResult result = await client.RecognizeAsync(recording.Data, new()
    {
        Language = "en",
        AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
    });
    foreach (MimiAsrSegment segment in result.Segments)
    {
        Console.WriteLine($"{segment.Start:mm\\:ss\\.ff} – {segment.End:mm\\:ss\\.ff}  {segment.Text}");
    }
}
catch (MimiException e)
{
    Console.Error.WriteLine($"{e.Message} {e.Advice}");
}
