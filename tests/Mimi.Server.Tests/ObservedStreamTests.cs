using Mimi.Server.Sockets;

namespace Mimi.Server.Tests;

/// <summary>No data goes out behind a close (RFC 6455, section 5.5.1), however the frames are cut into writes.</summary>
public sealed class ObservedStreamTests
{
    private static readonly byte[] Text = [0x81, 3, 0x88, 0x88, 0x88];
    private static readonly byte[] LongText = [0x81, 126, 0, 200, .. Enumerable.Repeat((byte)0x88, 200)];
    private static readonly byte[] Ping = [0x89, 0];
    private static readonly byte[] Close = [0x88, 2, 0x03, 0xea];
    private static readonly byte[] Pong = [0x8a, 1, 0x81];

    private static readonly byte[][] Sent = [Text, Ping, LongText, Close, Text, Pong, LongText, [0x01, 1, 0x82], [0x80, 1, 0x82]];
    private static readonly byte[] Expected = [.. Text, .. Ping, .. LongText, .. Close, .. Pong];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_AFrameAWrite_PassesNoDataBehindTheClose()
    {
        using var inner = new MemoryStream();
        await using var stream = new ObservedStream(inner, new FrameRules(65_536, refuseFragments: true));

        foreach (byte[] frame in Sent)
        {
            await stream.WriteAsync(frame, Token);
        }

        Assert.Equal(Expected, inner.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task WriteAsync_CutAnywhere_PassesNoDataBehindTheClose(int cut)
    {
        using var inner = new MemoryStream();
        await using var stream = new ObservedStream(inner, new FrameRules(65_536, refuseFragments: true));

        foreach (byte[] piece in Sent.SelectMany(static frame => frame).Chunk(cut))
        {
            await stream.WriteAsync(piece.AsMemory(), Token);
        }

        Assert.Equal(Expected, inner.ToArray());
    }

    [Fact]
    public void Write_PassesNoDataBehindTheClose()
    {
        using var inner = new MemoryStream();
        using var stream = new ObservedStream(inner, new FrameRules(65_536, refuseFragments: true));

        foreach (byte[] frame in Sent)
        {
            stream.Write(frame, 0, frame.Length);
        }

        Assert.Equal(Expected, inner.ToArray());
    }
}
