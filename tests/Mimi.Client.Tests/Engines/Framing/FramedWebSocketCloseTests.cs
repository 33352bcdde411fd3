using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketCloseTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task Receive_CloseWithoutACode_IsToldFrom1000()
    {
        using var empty = new FramedWebSocket(new ScriptedStream(RawFrame.Server(RawFrame.Close, [])));
        using var normal = new FramedWebSocket(new ScriptedStream(RawFrame.ServerClose(1000)));

        await empty.ReceiveMessageAsync(Timeout);
        await normal.ReceiveMessageAsync(Timeout);

        Assert.Equal((WebSocketCloseStatus.Empty, null), (empty.CloseStatus, empty.CloseStatusDescription));
        Assert.Equal((WebSocketCloseStatus.NormalClosure, string.Empty), (normal.CloseStatus, normal.CloseStatusDescription));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1006)]
    [InlineData(1013)]
    [InlineData(1015)]
    [InlineData(4003)]
    [InlineData(65_535)]
    public async Task Receive_AnyCode_IsReportedAsItCame(int code)
    {
        using var socket = new FramedWebSocket(new ScriptedStream(RawFrame.ServerClose(code, "理由")));

        ValueWebSocketReceiveResult result = await socket.ReceiveAsync(new byte[10].AsMemory(), Timeout);

        Assert.Equal((WebSocketMessageType.Close, 0, true), (result.MessageType, result.Count, result.EndOfMessage));
        Assert.Equal(code, (int?)socket.CloseStatus);
        Assert.Equal("理由", socket.CloseStatusDescription);
        Assert.Equal(WebSocketState.CloseReceived, socket.State);
    }

    [Fact]
    public async Task Receive_AfterTheClose_IsNotPossible()
    {
        using var socket = new FramedWebSocket(new ScriptedStream(RawFrame.ServerClose(1000)));
        await socket.ReceiveMessageAsync(Timeout);

        var e = await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveMessageAsync(Timeout));

        Assert.Equal(WebSocketError.InvalidState, e.WebSocketErrorCode);
    }

    [Fact]
    public async Task CloseOutput_AfterTheServersClose_ClosesAndNothingFollows()
    {
        using var stream = new ScriptedStream(RawFrame.ServerClose(1000));
        using var socket = new FramedWebSocket(stream);
        await socket.ReceiveMessageAsync(Timeout);

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "お疲れ様", Timeout);

        Assert.Equal(WebSocketState.Closed, socket.State);
        var (opcode, final, payload) = RawFrame.ReadClient(Assert.Single(stream.Writes));
        Assert.Equal((RawFrame.Close, true), (opcode, final));
        Assert.Equal([0x03, 0xE8, .. Encoding.UTF8.GetBytes("お疲れ様")], payload);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Binary, true, Timeout).AsTask());
        await Assert.ThrowsAsync<WebSocketException>(() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Timeout));
    }

    [Fact]
    public async Task CloseOutput_Empty_SendsNoCode()
    {
        using var stream = new ScriptedStream([]);
        using var socket = new FramedWebSocket(stream);

        await socket.CloseOutputAsync(WebSocketCloseStatus.Empty, null, Timeout);

        Assert.Empty(RawFrame.ReadClient(Assert.Single(stream.Writes)).Payload);
        Assert.Equal(WebSocketState.CloseSent, socket.State);
    }

    [Theory]
    [InlineData(999, null)]
    [InlineData(1004, null)]
    [InlineData(1005, "reason")]
    [InlineData(1006, null)]
    [InlineData(1015, null)]
    [InlineData(5000, null)]
    public async Task CloseOutput_CodeThatMayNotBeSent_Throws(int code, string? reason)
    {
        using var socket = new FramedWebSocket(new ScriptedStream([]));

        await Assert.ThrowsAsync<ArgumentException>(() => socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, Timeout));

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task CloseOutput_ReasonTooLong_SaysHowLong()
    {
        using var socket = new FramedWebSocket(new ScriptedStream([]));

        var e = await Assert.ThrowsAsync<ArgumentException>(() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, new string('長', 42), Timeout));

        Assert.Contains("126 bytes", e.Message);
        Assert.Contains("123", e.Message);
    }

    [Fact]
    public async Task Close_ServerStillSends_DropsItUntilTheServersClose()
    {
        using var stream = new ScriptedStream([.. RawFrame.Server(RawFrame.Text, "まだ"), .. RawFrame.Server(RawFrame.Binary, new byte[20_000]), .. RawFrame.ServerClose(1000)], 1_000);
        using var socket = new FramedWebSocket(stream);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Timeout);

        Assert.Equal(WebSocketState.Closed, socket.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Close_ReceiveIsPending_LetsItHaveTheClose()
    {
        var (client, server) = DuplexPipeStream.CreatePair();
        using var socket = new FramedWebSocket(client);
        Task<ValueWebSocketReceiveResult> receiving = socket.ReceiveAsync(new byte[10].AsMemory(), Timeout).AsTask();
        Task closing = socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Timeout);

        await server.WriteAsync(RawFrame.ServerClose(1001), Timeout);

        await closing.WaitAsync(Timeout);
        Assert.Equal(WebSocketMessageType.Close, (await receiving).MessageType);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
    }

    [Fact]
    public async Task Close_ServerNeverCloses_EndsWithItsToken()
    {
        var (client, _) = DuplexPipeStream.CreatePair();
        using var socket = new FramedWebSocket(client);
        using var cancellation = new CancellationTokenSource();
        Task closing = socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => closing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }
}
