// Speaks to a service that the library does not know, with its own headers, results and commands: public API alone.
// The service is mimi ASR here, as if there were no client for it.
// dotnet run --project samples/UnknownService -- samples/audio/jfk.wav      (after: dotnet run --project src/Mimi.Cli -- serve)
using System.Text.Json;
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;

var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;

// What a message means: the bytes become a result, and one of them is the last.
var decoder = new MessageDecoder<JsonElement>(
    static message =>
    {
        var reader = new Utf8JsonReader(message);
        return JsonElement.ParseValue(ref reader);
    },
    static json => json.GetProperty("status").ValueEquals("recog-finished") ? MimiResultKind.Final : MimiResultKind.Temporary,
    static json => json.GetProperty("session_id").GetString());

using var engine = new HttpNetworkEngine();
var client = new MimiServiceClient(engine, credential, address);
await using PcmAudio recording = await WavReader.OpenAsync(File.OpenRead(args[0]));
await using MimiServiceSession<JsonElement> session = await client.OpenSessionAsync(
    new MimiServiceRequest
    {
        AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
        Headers = [new("x-mimi-process", "asr"), new("x-mimi-input-language", "en")],
    },
    decoder);

Task sending = Task.Run(async () =>
{
    await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(recording.Data, recording.Format))
    {
        await session.SendBinaryAsync(chunk);
    }

    await session.StopAsync("""{"command":"recog-break"}""");
});

await foreach (JsonElement result in session.ReceiveAllAsync())
{
    Console.WriteLine(result.GetProperty("response"));
}

await sending;
