// The first lines of the README: shows what a microphone hears, until Ctrl-C.
// dotnet run --project samples/Quickstart      (after: dotnet run --project src/Mimi.Cli -- serve)
using Mimi.Audio.Capture;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

MimiCredential? credential = null;                                              // For mimi itself: MimiCredential.FromToken(token), no address below, and NictAsrLanguage.Japanese.
using var engine = new HttpNetworkEngine();                                     // One for the process.
var client = new NictAsrV2Client(engine, credential, new Uri("http://127.0.0.1:8710/"));

await using AudioCapture microphone = await AudioCapture.OpenAsync();           // 16 kHz, 16-bit, mono.
Console.CancelKeyPress += (_, e) => { e.Cancel = true; microphone.Stop(); };    // Ctrl-C ends the audio; the final result still comes.

await foreach (NictAsrV2Result result in client.RecognizeStreamAsync(microphone.ReadAllAsync(), new() { Language = NictAsrLanguage.English, Progressive = true }))
{
    Console.WriteLine($"{result.Kind}: {result.Text}");                         // Temporary: may change. Partial: determined. Final: the last.
}
