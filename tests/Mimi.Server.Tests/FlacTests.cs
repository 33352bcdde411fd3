using System.Net.WebSockets;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

/// <summary>protocol: FLAC uploads, over HTTP and WebSocket, as the clients that encode send them.</summary>
public sealed class FlacTests
{
    private const string Type = "audio/x-flac;bit=16;rate=16000;channels=1";

    private static readonly (string Name, string Value) Asr = ("x-mimi-process", "asr");

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(333)]
    [InlineData(65_536)]
    public async Task WebSocket_FragmentsOfAnySize_EverySampleIsHeard(int fragmentBytes)
    {
        byte[] pcm = FlacStreams.Pcm(fragmentBytes == 1 ? 2_000 : 40_001);
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(Asr, ("X-Mimi-Content-Type", Type));

        foreach (byte[] fragment in FlacStreams.Encode(pcm).Chunk(fragmentBytes))
        {
            await client.SendAsync(fragment);
        }

        await client.SendAsync(Array.Empty<byte>());
        await client.FinishAsync();

        Assert.Equal(Samples(pcm), (await server.Speech.OpenedAsync(Timeout)).Samples);
    }

    [Theory]
    [InlineData("?process=asr&content-type=audio%2Fx-flac%3Bbit%3D16%3Brate%3D16000")]
    [InlineData("?process=asr&content-type=audio/x-flac")]
    [InlineData("?process=asr&content-type=audio/flac;rate=16000")]
    public async Task WebSocket_TypeInTheQuery_IsUnderstood(string query)
    {
        byte[] pcm = FlacStreams.Pcm(5_000);
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(("?", query));

        await client.SendAsync(FlacStreams.Encode(pcm));
        await client.FinishAsync();

        Assert.Equal(Samples(pcm), (await server.Speech.OpenedAsync(Timeout)).Samples);
    }

    [Theory]
    [InlineData(16_000, 1)]
    [InlineData(16_000, 2)]
    [InlineData(8_000, 1)]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 1)]
    public async Task Http_RatesAndChannels_AreConvertedAsPcmIs(int rate, int channels)
    {
        byte[] pcm = FlacStreams.Pcm(rate * channels);
        await using Fixture server = await Fixture.StartAsync();

        (int plain, _) = await server.PostAsync(pcm, $"audio/x-pcm;bit=16;rate={rate};channels={channels}", Asr);
        (int encoded, _) = await server.PostAsync(FlacStreams.Encode(pcm, rate, channels), "audio/x-flac", Asr);

        Assert.Equal((200, 200), (plain, encoded));
        float[] expected = (await server.Speech.OpenedAsync(Timeout)).Samples;
        Assert.Equal(16_000, expected.Length);
        Assert.Equal(expected, (await server.Speech.OpenedAsync(Timeout)).Samples);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NothingSaid_IsNoError(bool hasHead)
    {
        byte[] stream = hasHead ? FlacStreams.Encode([]) : [];
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(Asr, ("X-Mimi-Content-Type", Type));

        await client.SendAsync(stream);
        await client.FinishAsync();

        Assert.Equal(200, (await server.PostAsync(stream, Type, Asr)).Status);
        Assert.Empty((await server.Speech.OpenedAsync(Timeout)).Samples);
    }

    [Theory]
    [InlineData("cut", 400, 1007, "cut off")]
    [InlineData("head", 400, 1007, "before its audio begins")]
    [InlineData("pcm", 400, 1007, "fLaC")]
    [InlineData("bit", 400, 1007, "check")]
    [InlineData("24", 415, 1003, "bit=24")]
    [InlineData("96000", 415, 1003, "8000 to 48000")]
    [InlineData("3", 415, 1003, "channels=3")]
    [InlineData("8000", 415, 1003, "says rate=16000")]
    [InlineData("stereo", 415, 1003, "says channels=1")]
    public async Task BrokenOrOther_IsToldInBothTransports(string kind, int status, int code, string advice)
    {
        byte[] stream = Broken(kind);
        var log = new CapturingLoggerFactory();
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { LoggerFactory = log });
        using WireClient client = await server.OpenAsync(Asr, ("X-Mimi-Content-Type", Type));

        (int posted, string body) = await server.PostAsync(stream, Type, Asr);
        await client.SendAsync(stream);
        await client.BreakAsync();
        await client.ReadToEndAsync();

        Assert.Equal((status, code), (posted, (int)client.Socket.CloseStatus!));
        Assert.Contains(advice, Strict.Error(body).Error, StringComparison.Ordinal);
        Assert.Contains(advice, client.Socket.CloseStatusDescription, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MaxUtterance_CountsTheAudioAndNotTheBytes()
    {
        byte[] hour = FlacStreams.Encode(new byte[2 * 16_000 * 3_600], level: 3);
        Assert.InRange(hour.Length, 1, 1_000_000);
        await using Fixture server = await Fixture.StartAsync(configure: static options => options with { MaxUtterance = TimeSpan.FromSeconds(10) });
        using WireClient client = await server.OpenAsync(Asr, ("X-Mimi-Content-Type", Type));

        (int status, _) = await server.PostAsync(hour, Type, Asr);
        await client.SendAsync(hour.AsMemory(0, 65_536));
        await client.ReadToEndAsync();

        Assert.Equal((413, WebSocketCloseStatus.MessageTooBig), (status, client.Socket.CloseStatus));
        Assert.InRange((await server.Speech.OpenedAsync(Timeout)).Samples.Length, 0, 160_000);
        Assert.InRange((await server.Speech.OpenedAsync(Timeout)).Samples.Length, 0, 160_000);
    }

    [Fact]
    public async Task Http_DescriptionWithoutEnd_IsTooLong()
    {
        byte[] padding = [1, 0xFF, 0xFF, 0xFF, .. new byte[0xFF_FFFF]];
        byte[] head = [.. FlacStreams.Encode([])];
        head[4] = 0; // Not the last block of the description.
        await using Fixture server = await Fixture.StartAsync(configure: static options => options with { MaxUtterance = TimeSpan.FromSeconds(1) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StreamContent(new UnknownLength([.. head, .. padding, .. padding])) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        request.Headers.Add("x-mimi-process", "asr");

        using HttpResponseMessage reply = await server.Http.SendAsync(request, Timeout);

        Assert.Equal(413, (int)reply.StatusCode);
    }

    private static byte[] Broken(string kind)
    {
        byte[] whole = FlacStreams.Encode(FlacStreams.Pcm(5_000));
        switch (kind)
        {
            case "cut":
                return whole[..^10];
            case "head":
                return whole[..20];
            case "pcm":
                return FlacStreams.Pcm(5_000);
            case "bit":
                whole[2_000] ^= 4;
                return whole;
            case "24":
                return FlacStreams.Describe(16_000, 1, 24);
            case "96000":
                return FlacStreams.Describe(96_000, 1, 16);
            case "3":
                return FlacStreams.Describe(16_000, 3, 16);
            case "8000":
                return FlacStreams.Encode(FlacStreams.Pcm(5_000), rate: 8_000);
            default:
                return FlacStreams.Encode(FlacStreams.Pcm(5_000), channels: 2);
        }
    }

    private static IEnumerable<float> Samples(byte[] pcm) => Enumerable.Range(0, pcm.Length / 2).Select(i => BitConverter.ToInt16(pcm, 2 * i) / 32_768f);

    /// <summary>Goes out in chunks, as what is encoded while it is sent.</summary>
    private sealed class UnknownLength(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
