using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketSendTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 6)]
    [InlineData(125, 6)]
    [InlineData(126, 8)]
    [InlineData(3_200, 8)]
    [InlineData(65_535, 8)]
    [InlineData(65_536, 14)]
    public async Task Send_EveryLengthEncoding_IsOneFrameInOneWrite(int length, int shortestHeader)
    {
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);
        using var stream = new ScriptedStream([]);
        using var socket = new FramedWebSocket(stream);

        await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout);

        var (opcode, final, payload) = RawFrame.ReadClient(Assert.Single(stream.Writes));
        Assert.Equal((RawFrame.Binary, true), (opcode, final));
        Assert.Equal(message, payload);
        Assert.Equal(shortestHeader + length, stream.Writes[0].Length);
    }

    [Theory]
    [InlineData(65_537)]
    [InlineData(200_003)]
    public async Task Send_LargerThanOneWrite_IsStillOneFrame(int length)
    {
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);
        using var stream = new ScriptedStream([]);
        using var socket = new FramedWebSocket(stream);

        await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout);

        byte[] frame = [.. stream.Writes.SelectMany(static write => write)];
        Assert.Equal(message, RawFrame.ReadClient(frame).Payload);
    }

    [Fact]
    public async Task Send_InPieces_ContinuesTheMessage()
    {
        using var stream = new ScriptedStream([]);
        using var socket = new FramedWebSocket(stream);

        await socket.SendAsync("今日"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: false, Timeout);
        await socket.SendAsync("は"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: false, Timeout);
        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, Timeout);
        await socket.SendAsync("次"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Timeout);

        var frames = stream.Writes.Select(static write => RawFrame.ReadClient(write)).ToArray();
        Assert.Equal([(RawFrame.Text, false), (RawFrame.Continuation, false), (RawFrame.Continuation, true), (RawFrame.Text, true)], frames.Select(static frame => (frame.Opcode, frame.Final)));
        Assert.Equal("今日は次", Encoding.UTF8.GetString([.. frames.SelectMany(static frame => frame.Payload)]));
    }

    [Fact]
    public async Task Send_TwoFrames_UseTwoMasks()
    {
        using var stream = new ScriptedStream([]);
        using var socket = new FramedWebSocket(stream);

        await socket.SendAsync(new byte[64].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout);
        await socket.SendAsync(new byte[64].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout);

        Assert.NotEqual(stream.Writes[0], stream.Writes[1]);
    }

    [Fact]
    public async Task Send_ManyAtOnce_NeverInterleave()
    {
        var (client, server) = DuplexPipeStream.CreatePair(pauseBytes: 1_000);
        using var socket = new FramedWebSocket(client);
        using WebSocket peer = WebSocket.CreateFromStream(server, isServer: true, null, System.Threading.Timeout.InfiniteTimeSpan);

        Task sending = Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(
            () => socket.SendAsync(Enumerable.Repeat((byte)i, i * 100).ToArray().AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask(), Timeout)));

        HashSet<int> seen = [];
        for (int i = 0; i < 50; i++)
        {
            var (_, payload) = await peer.ReceiveMessageAsync(Timeout);
            Assert.All(payload, b => Assert.Equal(payload[0], b));
            Assert.Equal(payload[0] * 100, payload.Length);
            seen.Add(payload[0]);
        }

        await sending;
        Assert.Equal(50, seen.Count);
    }

    [Fact]
    public async Task Send_CloseAsAMessage_Throws()
    {
        using var socket = new FramedWebSocket(new ScriptedStream([]));

        await Assert.ThrowsAsync<ArgumentException>(async () => await socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Close, true, Timeout));
    }

    /// <summary>A source of value tasks can be used again only when its result was taken, also of a write that was done at once.</summary>
    [Fact]
    public async Task Send_TheStreamUsesItsTaskAgain_TakesEachResult()
    {
        using var stream = new ReusingStream();
        using var socket = new FramedWebSocket(stream);

        for (int i = 0; i < 3; i++)
        {
            await socket.SendAsync(new byte[100].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout);
        }

        Assert.Equal(3, stream.Taken);
    }
}
