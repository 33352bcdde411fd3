using System.Buffers.Binary;
using Mimi.Server.Recognition;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

/// <summary>protocol: the content type with and without blanks, without channels, in three places, or absent.</summary>
public sealed class AudioTypeTests
{
    [Theory]
    [InlineData(null, 16_000, 1)]
    [InlineData("audio/x-pcm", 16_000, 1)]
    [InlineData("audio/x-pcm;bit=16;rate=16000;channels=1", 16_000, 1)]
    [InlineData("audio/x-pcm; bit=16; rate=44100; channels=1", 44_100, 1)]
    [InlineData("audio/x-pcm;bit=16;rate=48000", 48_000, 1)]
    [InlineData("AUDIO/X-PCM ; RATE = 8000 ;; channels = 2 ;", 8_000, 2)]
    [InlineData("audio/x-pcm;rate=\"22050\";endian=little;x", 22_050, 1)]
    [InlineData(" ; ;", 16_000, 1)]
    public void Parse_Pcm_IsUnderstood(string? value, int rate, int channels)
    {
        Assert.Equal(new(rate, channels), AudioType.Parse(value).Pcm);
    }

    [Theory]
    [InlineData("audio/x-flac;bit=24;rate=16000", "bit=16")]
    [InlineData("audio/flac;rate=96000", "8000 to 48000")]
    [InlineData("audio/wav", "audio/x-pcm;bit=16;rate=16000;channels=1")]
    [InlineData("application/x-www-form-urlencoded", "'application/x-www-form-urlencoded'")]
    [InlineData("audio/x-pcm;bit=8", "bit=16")]
    [InlineData("audio/x-pcm;rate=7999", "8000 to 48000")]
    [InlineData("audio/x-pcm;rate=96000", "8000 to 48000")]
    [InlineData("audio/x-pcm;channels=3", "1 or 2")]
    [InlineData("audio/x-pcm;rate=sixteen", "whole number")]
    [InlineData("audio/x-pcm;rate", "whole number")]
    [InlineData("audio/x-pcm;rate=-16000", "whole number")]
    public async Task Request_OtherAudio_Is415InBothTransports(string value, string advice)
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, string body) = await server.PostAsync([], value, ("x-mimi-process", "asr"));
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(("x-mimi-process", "asr"), ("X-Mimi-Content-Type", value)));

        Assert.Equal((415, 415), (status, refused.Status));
        (int code, string error) = Strict.Error(body);
        Assert.Equal(415, code);
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.Empty(server.Speech.AskedFor);
    }

    [Theory]
    [InlineData("X-Mimi-Content-Type: audio/x-pcm;rate=8000", "Content-Type: audio/x-pcm;rate=48000", "", 8_000)]
    [InlineData("X-Mimi-Content-Type: audio/x-pcm;rate=8000", "", "?content-type=audio/x-pcm;rate=48000", 8_000)]
    [InlineData("", "Content-Type: text/plain", "?content-type=audio%2Fx-pcm%3Bbit%3D16%3Brate%3D48000", 48_000)]
    [InlineData("", "Content-Type: audio/x-pcm;bit=16;rate=8000", "", 8_000)]
    [InlineData("", "", "?content-type=audio/x-pcm;bit=16;rate=8000;channels=1", 8_000)]
    [InlineData("", "", "", 16_000)]
    public async Task Handshake_TypeInSeveralPlaces_TheMostDeliberateWins(string header, string contentType, string query, int rate)
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);

        string head = await client.ExchangeHeadAsync($"GET /{query} HTTP/1.1", [.. RawClient.UpgradeLines, "x-mimi-process: asr", .. new[] { header, contentType }.Where(line => line.Length > 0)]);
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        await client.SendFrameAsync(0x82, new byte[rate * 2]);
        await client.SendFrameAsync(0x81, """{"command":"recog-break"}"""u8);
        await client.ReadCloseAsync();

        ScriptedStream stream = await server.Speech.OpenedAsync(TestTimeout.Token);
        Assert.Equal(16_000, stream.Samples.Length); // One second, whatever its rate.
    }

    [Fact]
    public async Task WebSocket_OddFrames_AreOneStream()
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        byte[] pcm = new byte[2_000];
        for (int i = 0; i < 1_000; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(i * 2), (short)(i * 31));
        }

        foreach (byte[] piece in pcm.Chunk(333))
        {
            await client.SendAsync(piece);
        }

        await client.SendAsync(Array.Empty<byte>());
        await client.FinishAsync();

        ScriptedStream stream = await server.Speech.OpenedAsync(TestTimeout.Token);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => (short)(i * 31) / 32_768f), stream.Samples);
    }
}
