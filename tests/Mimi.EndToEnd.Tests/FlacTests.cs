using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>PCM in, FLAC on the wire, PCM out: every engine against the local mimi, which records what it hears.</summary>
public sealed class FlacTests(LocalMimi mimi)
{
    private static readonly MimiSessionOptions Flac = new() { Encoding = MimiWireEncoding.Flac };

    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SessionAndHttp_TheServerHearsEverySample(string engineName)
    {
        await using var recorder = new Recorder();
        await using MimiServer server = await mimi.StartAsync(new() { Recognizers = recorder, StrictFrames = true });
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new MimiAsrClient(engine, null, server.Address);
        var options = new MimiAsrOptions { Session = Flac };
        float[] expected = [.. Enumerable.Range(0, Jfk.Pcm16k.Length / 2).Select(static i => BitConverter.ToInt16(Jfk.Pcm16k, 2 * i) / 32_768f)];

        await foreach (MimiAsrResult _ in client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Pcm16k, chunkBytes: 1_234), options, Token))
        {
        }

        Assert.Equal(expected, await recorder.RecordedAsync(Token));
        await client.RecognizeAsync(Jfk.Pcm16k, options, Token);
        Assert.Equal(expected, await recorder.RecordedAsync(Token));
        await client.RecognizeAsync(new MemoryStream(Jfk.Pcm16k), options, Token);
        Assert.Equal(expected, await recorder.RecordedAsync(Token));
    }

    [Fact]
    public async Task Stereo48k_TheServerHearsWhatItHearsOfPcm()
    {
        await using var recorder = new Recorder();
        await using MimiServer server = await mimi.StartAsync(new() { Recognizers = recorder, StrictFrames = true });
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, server.Address);
        var options = new MimiAsrOptions { AudioFormat = MimiAudioFormat.Pcm(48_000, channels: 2) };

        await client.RecognizeAsync(Jfk.Stereo48k, options, Token);
        await foreach (MimiAsrResult _ in client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Stereo48k, chunkBytes: 9_999), options with { Session = Flac }, Token))
        {
        }

        Assert.Equal(await recorder.RecordedAsync(Token), await recorder.RecordedAsync(Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task NictV2_TheWordsAreThoseOfPcm(int level)
    {
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        var options = new NictAsrV2Options { Language = NictAsrLanguage.English, Temporary = false };

        NictAsrV2Result plain = await client.RecognizeAsync(Jfk.Pcm16k, options, Token);
        NictAsrV2Result encoded = await client.RecognizeAsync(Jfk.Pcm16k, options with { Session = Flac with { FlacLevel = level } }, Token);

        Assert.Contains(Jfk.Words, Jfk.Normalize(encoded.Text), StringComparison.Ordinal);
        Assert.Equal(plain.Text, encoded.Text);
    }

    [Fact]
    public async Task EncodedByTheCaller_GoesThroughAsItIs()
    {
        byte[] stream = Encode(Jfk.Pcm16k);
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        var options = new NictAsrV2Options { Language = NictAsrLanguage.English, AudioFormat = MimiAudioFormat.Pcm16k with { Encoding = MimiAudioEncoding.Flac } };

        string text = "";
        await foreach (NictAsrV2Result result in client.RecognizeStreamAsync(Jfk.Chunks(stream, chunkBytes: 777), options, Token))
        {
            text = result.Text;
        }

        Assert.Contains(Jfk.Words, Jfk.Normalize(text), StringComparison.Ordinal);
        Assert.Contains(Jfk.Words, Jfk.Normalize((await client.RecognizeAsync(stream, options, Token)).Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PcmThatIsSaidToBeFlac_IsRefusedClearly(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        var options = new NictAsrV2Options { Language = NictAsrLanguage.English, AudioFormat = MimiAudioFormat.Pcm16k with { Encoding = MimiAudioEncoding.Flac } };
        await using var session = await client.OpenSessionAsync(options, Token);

        await session.SendBinaryAsync(Jfk.Pcm16k.AsMemory(0, 32_000), Token);
        var closed = await Assert.ThrowsAsync<MimiServiceException>(async () =>
        {
            await foreach (NictAsrV2Result _ in session.ReceiveAllAsync(Token))
            {
            }
        });
        var refused = await Assert.ThrowsAsync<MimiServiceException>(() => client.RecognizeAsync(Jfk.Pcm16k, options, Token));

        Assert.Equal((1007, 400), ((int)closed.CloseStatus!, (int)refused.StatusCode!));
        Assert.Contains("fLaC", closed.Detail, StringComparison.Ordinal);
        Assert.Contains("fLaC", refused.Detail, StringComparison.Ordinal);
    }

    private static byte[] Encode(byte[] pcm)
    {
        var encoder = new Audio.Flac.FlacEncoder();
        var stream = new System.Buffers.ArrayBufferWriter<byte>();
        encoder.Write(pcm.AsSpan(), stream);
        encoder.Complete(stream);
        return stream.WrittenSpan.ToArray();
    }
}
