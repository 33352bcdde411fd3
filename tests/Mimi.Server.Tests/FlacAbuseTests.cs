using Mimi.Audio.Tests.Support;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

/// <summary>Streams that nobody should send: each gets an answer that fits, and the server goes on.</summary>
public sealed class FlacAbuseTests
{
    private static readonly (string Name, string Value) Asr = ("x-mimi-process", "asr");

    [Fact]
    public async Task Http_ThousandsOfHostileStreams_AreAnsweredAndNothingFails()
    {
        const int Streams = 3_000;
        FlacFuzz fuzz = Fuzz(seed: 1);
        var log = new CapturingLoggerFactory();
        await using Fixture server = await StartAsync(log);
        var answers = new Dictionary<int, int>();

        for (int i = 0; i < Streams; i++)
        {
            (int status, _) = await server.PostAsync(fuzz.Create(), "audio/x-flac", Asr);
            answers[status] = answers.GetValueOrDefault(status) + 1;
        }

        Assert.Empty(answers.Keys.Except([200, 400, 413, 415]));
        Assert.InRange(answers[400], Streams / 2, Streams - 1);
        Assert.DoesNotContain(log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
        await StillHearsAsync(server);
    }

    [Fact]
    public async Task WebSocket_HundredsOfHostileStreams_AreClosedWithACodeThatFits()
    {
        const int Streams = 400;
        FlacFuzz fuzz = Fuzz(seed: 2);
        var log = new CapturingLoggerFactory();
        await using Fixture server = await StartAsync(log);
        var codes = new Dictionary<int, int>();

        for (int i = 0; i < Streams; i++)
        {
            using WireClient client = await server.OpenAsync(Asr, ("X-Mimi-Content-Type", "audio/x-flac"));
            await client.SendAsync(fuzz.Create());
            await client.BreakAsync();
            await client.ReadToEndAsync();
            int code = (int)client.Socket.CloseStatus!;
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        Assert.Empty(codes.Keys.Except([1000, 1003, 1007, 1009]));
        Assert.InRange(codes[1007], Streams / 2, Streams - 1);
        Assert.DoesNotContain(log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
        await StillHearsAsync(server);
    }

    private static FlacFuzz Fuzz(int seed) => new(seed,
    [
        FlacStreams.Encode(FlacStreams.Pcm(4_000), level: 0),
        FlacStreams.Encode(FlacStreams.Pcm(6_000), level: 5),
        FlacStreams.Encode(FlacStreams.Pcm(8_000), rate: 44_100, channels: 2, level: 8),
        FlacStreams.Encode(new byte[64_000]),
    ]);

    private static Task<Fixture> StartAsync(CapturingLoggerFactory log) =>
        Fixture.StartAsync(configure: options => options with { LoggerFactory = log, MaxUtterance = TimeSpan.FromSeconds(30) });

    private static async Task StillHearsAsync(Fixture server)
    {
        byte[] pcm = FlacStreams.Pcm(16_000);

        Assert.Equal(200, (await server.PostAsync(FlacStreams.Encode(pcm), "audio/x-flac", Asr)).Status);
    }
}
