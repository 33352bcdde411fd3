using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

/// <summary>protocol: how large frames may be, and what becomes of those that break the rules.</summary>
public sealed class FrameTests
{
    private const string Process = "x-mimi-process: asr";

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData(false, 262_144)]
    [InlineData(true, 65_536)]
    public async Task Frame_OfTheLargestSize_IsTaken(bool strict, int size)
    {
        await using Fixture server = await StartAsync(strict);
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, Process);

        await client.SendFrameAsync(0x82, new byte[size]);
        await client.SendFrameAsync(0x81, """{"command":"recog-break"}"""u8);

        Assert.Equal((1000, ""), await client.ReadCloseAsync());
        Assert.Equal(size / 2, (await server.Speech.OpenedAsync(Timeout)).Samples.Length);
    }

    [Theory]
    [InlineData(false, 262_145, 0x82)]
    [InlineData(false, 262_145, 0x81)]
    [InlineData(false, 262_145, 0x02)]
    [InlineData(true, 65_537, 0x82)]
    [InlineData(false, 1L << 40, 0x82)]
    public async Task Frame_TooLarge_Closes1009BeforeItsPayloadCame(bool strict, long announced, byte first)
    {
        await using Fixture server = await StartAsync(strict);
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, Process);
        await client.SendFrameAsync(0x82, new byte[2]);

        await client.SendFrameAsync(first, new byte[10], announced);

        (int code, string reason) = await client.ReadCloseAsync();
        Assert.Equal(1009, code);
        Assert.Contains(strict ? "65536" : "262144", reason, StringComparison.Ordinal);
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Frame_TooLargeAndSentWhole_TheClientStillReadsTheClose()
    {
        await using Fixture server = await StartAsync(strict: false);
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));

        await client.SendAsync(new byte[3_000_000]);

        Assert.Empty(await client.ReadToEndAsync());
        Assert.Equal(1009, (int)client.Socket.CloseStatus!);
    }

    [Fact]
    public async Task Fragments_Strict_Close1002()
    {
        await using Fixture server = await StartAsync(strict: true);
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, Process);

        await client.SendFrameAsync(0x02, new byte[4]);

        Assert.Equal((1002, "Messages may not be fragmented."), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Fragments_Otherwise_AreOneStreamToo()
    {
        await using Fixture server = await StartAsync(strict: false);
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, Process);

        await client.SendFrameAsync(0x02, new byte[3]);
        await client.SendFrameAsync(0x89, "ping"u8);
        await client.SendFrameAsync(0x00, new byte[4]);
        await client.SendFrameAsync(0x80, new byte[1]);
        await client.SendFrameAsync(0x01, """{"command":"""u8);
        await client.SendFrameAsync(0x80, "\"recog-break\"}"u8);

        (byte first, byte[] pong) = await client.ReadFrameAsync();
        Assert.Equal((0x8a, "ping"), (first, System.Text.Encoding.ASCII.GetString(pong)));
        Assert.Equal((1000, ""), await client.ReadCloseAsync());
        Assert.Equal(4, (await server.Speech.OpenedAsync(Timeout)).Samples.Length);
    }

    [Theory]
    [InlineData(0x82, false)]
    [InlineData(0xc2, true)]
    [InlineData(0x83, true)]
    [InlineData(0x80, true)]
    public async Task Frame_AgainstRfc6455_Closes1002(byte first, bool masked)
    {
        await using Fixture server = await StartAsync(strict: false);
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, Process);

        await client.SendFrameAsync(first, new byte[4], masked: masked);

        Assert.Equal(1002, (await client.ReadCloseAsync()).Code);
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Text_NotUtf8_Closes1007()
    {
        await using Fixture server = await StartAsync(strict: false);
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, Process);

        await client.SendFrameAsync(0x81, [0xff, 0xfe]);

        Assert.Equal(1007, (await client.ReadCloseAsync()).Code);
    }

    private static Task<Fixture> StartAsync(bool strict) => Fixture.StartAsync(configure: options => options with { StrictFrames = strict });
}
