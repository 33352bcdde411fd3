// Speaks a recording as if it came from a microphone, shows the words as they become stable, and writes caption files meanwhile.
// dotnet run --project samples/LiveCaptions -- samples/audio/jfk.wav en samples/captions/jfk      (after: dotnet run --project src/Mimi.Cli -- serve)
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Audio.Wav;
using Mimi.Captions;
using Mimi.Captions.Results;
using Mimi.Captions.Stability;
using Mimi.Captions.Writing;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

var (wav, language, output) = (args[0], args[1], args[2]);
var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;

using var engine = new HttpNetworkEngine();
var client = new NictAsrV2Client(engine, credential, address);
await using PcmAudio recording = await WavReader.OpenAsync(File.OpenRead(wav));
await using var session = client.StartSession(new()
{
    Language = new(language),
    AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
    Progressive = true,
    TemporaryInterval = TimeSpan.FromMilliseconds(320),
});

long sentBytes = 0;
Task sending = Task.Run(async () =>
{
    await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(recording.Data, recording.Format, new() { Speed = 1 }))
    {
        await session.SendBinaryAsync(chunk);
        Interlocked.Add(ref sentBytes, chunk.Length);
    }

    await session.StopRecognitionAsync();
});

var pieces = new RecognizedPieces(heard: () => recording.Format.DurationOf(Interlocked.Read(ref sentBytes)));
var stabilizer = new CaptionStabilizer();
var builder = new CaptionBuilder(CaptionStyle.Of(language), holdLast: true);
await using CaptionWriter srt = await CaptionWriter.StartAsync(CaptionFormat.SubRip, File.Create(output + ".srt"));
await using CaptionWriter vtt = await CaptionWriter.StartAsync(CaptionFormat.WebVtt, File.Create(output + ".vtt"));
await foreach (NictAsrV2Result result in session.ReceiveAllAsync())
{
    CaptionPiece piece = pieces.Add(result);
    Console.WriteLine(stabilizer.Add(piece) is { } text ? $"{text.Committed}[{text.Tail}]" : "");
    await WriteAsync(builder.Add(piece));
}

await WriteAsync(builder.Complete());
await sending;

async Task WriteAsync(IReadOnlyList<Caption> captions)
{
    await srt.WriteAsync(captions);
    await vtt.WriteAsync(captions);
}
