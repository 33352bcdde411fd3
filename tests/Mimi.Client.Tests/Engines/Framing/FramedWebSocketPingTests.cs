using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketPingTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task Receive_Ping_IsAnsweredAndNotShown()
    {
        byte[] largest = [.. Enumerable.Range(0, 125).Select(static i => (byte)i)];
        using var stream = new ScriptedStream([.. RawFrame.Server(RawFrame.Ping, largest), .. RawFrame.Server(RawFrame.Text, "猫"), .. RawFrame.Server(RawFrame.Ping, []), .. RawFrame.ServerClose(1000)]);
        using var socket = new FramedWebSocket(stream);

        Assert.Equal("猫", Encoding.UTF8.GetString((await socket.ReceiveMessageAsync(Timeout)).Payload));
        await socket.ReceiveMessageAsync(Timeout);

        var pongs = stream.Writes.Select(static write => RawFrame.ReadClient(write)).ToArray();
        Assert.All(pongs, static pong => Assert.Equal((RawFrame.Pong, true), (pong.Opcode, pong.Final)));
        Assert.Equal(largest, pongs[0].Payload);
        Assert.Empty(pongs[1].Payload);
        Assert.Equal(2, pongs.Length);
    }

    [Fact]
    public async Task Receive_PingsWhileThePeerDoesNotRead_GoesOnAndAnswersTheLastLater()
    {
        var (client, server) = DuplexPipeStream.CreatePair(pauseBytes: 1);
        using var socket = new FramedWebSocket(client);
        Task sending = socket.SendAsync("音声"u8.ToArray().AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask();
        Assert.False(sending.IsCompleted); // It has the turn, and nobody reads.

        Task<(WebSocketMessageType Type, byte[] Payload)> receiving = socket.ReceiveMessageAsync(Timeout);
        await server.WriteAsync((byte[])[.. RawFrame.Server(RawFrame.Ping, "1"), .. RawFrame.Server(RawFrame.Ping, "2"), .. RawFrame.Server(RawFrame.Ping, "3"), .. RawFrame.Server(RawFrame.Text, "猫")], Timeout);
        Assert.Equal("猫", Encoding.UTF8.GetString((await receiving.WaitAsync(Timeout)).Payload));
        Assert.False(sending.IsCompleted);

        byte[] audio = new byte[2 + 4 + 6];
        await server.ReadExactlyAsync(audio, Timeout);
        await sending.WaitAsync(Timeout);
        byte[] pong = new byte[2 + 4 + 1];
        await server.ReadExactlyAsync(pong, Timeout);
        Assert.Equal("音声", Encoding.UTF8.GetString(RawFrame.ReadClient(audio).Payload));
        Assert.Equal("3", Encoding.UTF8.GetString(RawFrame.ReadClient(pong).Payload));
    }

    [Fact]
    public async Task Receive_PongItselfIsStuck_GoesOnAndSendingWaitsBehindIt()
    {
        var (client, server) = DuplexPipeStream.CreatePair(pauseBytes: 1);
        using var socket = new FramedWebSocket(client);
        Task<(WebSocketMessageType Type, byte[] Payload)> receiving = socket.ReceiveMessageAsync(Timeout);
        await server.WriteAsync((byte[])[.. RawFrame.Server(RawFrame.Ping, "1"), .. RawFrame.Server(RawFrame.Ping, "2"), .. RawFrame.Server(RawFrame.Text, "猫")], Timeout);
        Assert.Equal("猫", Encoding.UTF8.GetString((await receiving.WaitAsync(Timeout)).Payload));

        Task sending = socket.SendAsync("音"u8.ToArray().AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask();
        Assert.False(sending.IsCompleted);
        byte[] all = new byte[7 + 7 + 9];
        await server.ReadExactlyAsync(all, Timeout);
        await sending.WaitAsync(Timeout);

        // The pong for "1" first; the one for "2" and the message in either order.
        Assert.Equal("1", Encoding.UTF8.GetString(RawFrame.ReadClient(all.AsSpan(0, 7)).Payload));
        bool pongFirst = (all[7] & 0x0F) == RawFrame.Pong;
        Assert.Equal("2", Encoding.UTF8.GetString(RawFrame.ReadClient(all.AsSpan(pongFirst ? 7 : 16, 7)).Payload));
        Assert.Equal("音", Encoding.UTF8.GetString(RawFrame.ReadClient(all.AsSpan(pongFirst ? 14 : 7, 9)).Payload));
    }

    [Fact]
    public async Task Receive_PingBehindOurClose_IsNotAnswered()
    {
        using var stream = new ScriptedStream([.. RawFrame.Server(RawFrame.Ping, "?"), .. RawFrame.ServerClose(1000)]);
        using var socket = new FramedWebSocket(stream);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Timeout);

        await socket.ReceiveMessageAsync(Timeout);

        Assert.Equal(RawFrame.Close, RawFrame.ReadClient(Assert.Single(stream.Writes)).Opcode);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }
}
