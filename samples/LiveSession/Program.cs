// Speaks a recording into a session as if it came from a microphone, and prints the words as they come.
// dotnet run --project samples/LiveSession -- samples/audio/jfk.wav      (after: dotnet run --project src/Mimi.Cli -- serve)
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;

using var engine = new HttpNetworkEngine();
var client = new NictAsrV2Client(engine, credential, address);
await using PcmAudio recording = await WavReader.OpenAsync(File.OpenRead(args[0]));

// The session takes audio at once and connects meanwhile: what is said first is not lost.
await using var session = client.StartSession(new()
{
    Language = NictAsrLanguage.English,
    AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
    Progressive = true,
    TemporaryInterval = TimeSpan.FromMilliseconds(320),
});

Task sending = Task.Run(async () =>
{
    await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(recording.Data, recording.Format, new() { Speed = 1 }))
    {
        await session.SendBinaryAsync(chunk);
    }

    await session.StopRecognitionAsync();
});

await foreach (NictAsrV2Result result in session.ReceiveAllAsync())
{
    Console.WriteLine($"{result.Kind,-9} {result.Text}");
}

await sending;
