using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketReceiveTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task Receive_EveryLengthEncoding_GivesTheMessage(int length)
    {
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);
        using var socket = new FramedWebSocket(new ScriptedStream([.. RawFrame.Server(RawFrame.Binary, message), .. RawFrame.Server(RawFrame.Text, "次")]));

        var first = await socket.ReceiveMessageAsync(Timeout);
        var second = await socket.ReceiveMessageAsync(Timeout);

        Assert.Equal(WebSocketMessageType.Binary, first.Type);
        Assert.Equal(message, first.Payload);
        Assert.Equal("次", Encoding.UTF8.GetString(second.Payload));
    }

    [Fact]
    public async Task Receive_StreamCutAtEveryByte_GivesTheSame()
    {
        byte[] large = new byte[9_000];
        new Random(1).NextBytes(large);
        byte[] script =
        [
            .. RawFrame.Server(RawFrame.Text, "今日は", final: false),
            .. RawFrame.Server(RawFrame.Ping, "生きてる"),
            .. RawFrame.Server(RawFrame.Continuation, "", final: false),
            .. RawFrame.Server(RawFrame.Continuation, "いい天気", final: true),
            .. RawFrame.Server(RawFrame.Pong, "unasked"),
            .. RawFrame.Server(RawFrame.Binary, large),
            .. RawFrame.ServerClose(4003, "時間切れ"),
        ];
        foreach (int chunk in Enumerable.Range(1, 300).Append(4_095).Append(4_096).Append(4_097).Append(9_500))
        {
            foreach (int buffer in (int[])[1, 7, 4_096, 10_000])
            {
                var stream = new ScriptedStream(script, chunk);
                using var socket = new FramedWebSocket(stream);

                Assert.Equal("今日はいい天気", Encoding.UTF8.GetString((await socket.ReceiveMessageAsync(Timeout, buffer)).Payload));
                Assert.Equal(large, (await socket.ReceiveMessageAsync(Timeout, buffer)).Payload);
                Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveMessageAsync(Timeout, buffer)).Type);
                Assert.Equal("時間切れ", socket.CloseStatusDescription);
                Assert.Equal("生きてる", Encoding.UTF8.GetString(RawFrame.ReadClient(Assert.Single(stream.Writes)).Payload));
            }
        }
    }

    [Fact]
    public async Task Receive_ManyFramesInOneRead_ReadsOnce()
    {
        byte[] script = [.. Enumerable.Range(0, 100).SelectMany(i => RawFrame.Server(RawFrame.Text, $"結果 {i}"))];
        using var stream = new ScriptedStream(script);
        using var socket = new FramedWebSocket(stream);

        for (int i = 0; i < 100; i++)
        {
            var (_, payload) = await socket.ReceiveMessageAsync(Timeout);
            Assert.Equal($"結果 {i}", Encoding.UTF8.GetString(payload));
            Assert.Equal(script.Length, stream.Position);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(200)]
    public async Task HasFrame_SaysWhetherTheNextFrameWasReadAhead(int length)
    {
        byte[] frame = RawFrame.Server(RawFrame.Text, new string('a', length));
        for (int ahead = 0; ahead <= frame.Length; ahead++)
        {
            using var stream = new ScriptedStream([.. frame, .. frame], frame.Length + ahead);
            using var socket = new FramedWebSocket(stream);
            Assert.False(socket.HasFrame);

            await socket.ReceiveMessageAsync(Timeout);

            Assert.Equal(ahead == frame.Length, socket.HasFrame);
        }
    }

    [Fact]
    public async Task Receive_WhileAnotherIsPending_IsAnError()
    {
        var (client, _) = DuplexPipeStream.CreatePair();
        using var socket = new FramedWebSocket(client);
        Task first = socket.ReceiveAsync(new byte[1].AsMemory(), Timeout).AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(() => socket.ReceiveAsync(new byte[1].AsMemory(), Timeout).AsTask());

        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task Receive_StreamEndsWithoutClose_IsClosedPrematurely()
    {
        using var socket = new FramedWebSocket(new ScriptedStream([0x81]));

        var e = await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveMessageAsync(Timeout));

        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, e.WebSocketErrorCode);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task Receive_EmptyBuffer_WaitsForAMessageWithoutTakingIt()
    {
        using var socket = new FramedWebSocket(new ScriptedStream(RawFrame.Server(RawFrame.Text, "猫")));

        ValueWebSocketReceiveResult result = await socket.ReceiveAsync(Memory<byte>.Empty, Timeout);

        Assert.Equal((0, false), (result.Count, result.EndOfMessage));
        Assert.Equal("猫", Encoding.UTF8.GetString((await socket.ReceiveMessageAsync(Timeout)).Payload));
    }
}
