// Captions a recording as if it were endless speech: determined text stays, temporary text is replaced, losses and reconnections are shown.
// dotnet run --project samples/ContinuousCaptions -- samples/audio/jfk.wav      (after: dotnet run --project src/Mimi.Cli -- serve)
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;

using var engine = new HttpNetworkEngine();
var client = new NictAsrV2Client(engine, credential, address);
await using PcmAudio recording = await WavReader.OpenAsync(File.OpenRead(args[0]));
await using MimiContinuousSession session = client.StartContinuousSession(
    new()
    {
        Language = NictAsrLanguage.English,
        AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
        Progressive = true,
    },
    new() { PauseToFinalize = TimeSpan.FromSeconds(1) });

Task sending = Task.Run(async () =>
{
    await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(recording.Data, recording.Format, new() { Speed = 1 }))
    {
        await session.SendBinaryAsync(chunk);
    }

    await session.StopRecognitionAsync();
});

await foreach (MimiContinuousEvent told in session.ReceiveAllAsync())
{
    Console.WriteLine(told switch
    {
        MimiTranscript { IsDetermined: true } text => $"{text.Start:mm\\:ss\\.f}  {text.Text}",
        MimiTranscript text => $"       … {text.Text}",
        MimiGapEvent gap => $"{gap.Start:mm\\:ss\\.f}  [{gap.Length.TotalSeconds:0.0} s lost: {gap.Reason}]",
        MimiConnectionChange change => $"       ({change.State})",
        _ => $"       ({told.GetType().Name})",
    });
}

await sending;
