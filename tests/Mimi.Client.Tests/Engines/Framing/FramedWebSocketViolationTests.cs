using System.Net.WebSockets;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketViolationTests
{
    public static TheoryData<string, byte[]> Violations => new()
    {
        { "reserved bits", [0xC1, 0x00] },
        { "reserved bits", [0xA1, 0x00] },
        { "reserved bits", [0x91, 0x00] },
        { "opcode is unknown", [0x83, 0x00] },
        { "opcode is unknown", [0x87, 0x00] },
        { "opcode is unknown", [0x8B, 0x00] },
        { "opcode is unknown", [0x8F, 0x00] },
        { "masked", [0x81, 0x81, 1, 2, 3, 4, 0x60] },
        { "control frame is fragmented", [0x09, 0x00] },
        { "control frame is fragmented", [0x08, 0x00] },
        { "more than 125 bytes", [0x89, 126, 0, 126] },
        { "more than 125 bytes", [0x88, 127, 0, 0, 0, 0, 0, 0, 1, 0] },
        { "first bit set", [0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 1] },
        { "no message had begun", [0x80, 0x00] },
        { "began inside another", [0x01, 0x01, 0x61, 0x81, 0x01, 0x61] },
        { "one byte", [0x88, 0x01, 0x03] },
        { "not UTF-8", [0x88, 0x04, 0x03, 0xE8, 0xE7, 0x8C] },
    };

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Receive_ServerBreaksTheProtocol_NamesItAndCloses1002(string named, byte[] bytes)
    {
        using var stream = new ScriptedStream(bytes);
        using var socket = new FramedWebSocket(stream);

        var e = await Assert.ThrowsAsync<WebSocketException>(() => ReadToEndAsync(socket));

        Assert.Contains(named, e.Message);
        Assert.True(e.WebSocketErrorCode is WebSocketError.HeaderError or WebSocketError.Faulted);
        Assert.Equal(WebSocketState.Aborted, socket.State);
        var (opcode, _, payload) = RawFrame.ReadClient(Assert.Single(stream.Writes));
        Assert.Equal(RawFrame.Close, opcode);
        Assert.Equal([1002 >> 8, 1002 & 0xFF], payload);
    }

    [Fact]
    public async Task Receive_AfterAViolation_IsNotPossible()
    {
        using var socket = new FramedWebSocket(new ScriptedStream([0xC1, 0x00, .. RawFrame.Server(RawFrame.Text, "猫")]));
        await Assert.ThrowsAsync<WebSocketException>(() => ReadToEndAsync(socket));

        var receive = await Assert.ThrowsAsync<WebSocketException>(() => ReadToEndAsync(socket));
        var send = await Assert.ThrowsAsync<WebSocketException>(() => socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Binary, true, Timeout).AsTask());

        Assert.All([receive, send], e => Assert.Equal(WebSocketError.InvalidState, e.WebSocketErrorCode));
    }

    [Fact]
    public async Task Receive_ViolationWhileThePeerDoesNotRead_DoesNotWait()
    {
        var (client, server) = DuplexPipeStream.CreatePair(pauseBytes: 1);
        using var socket = new FramedWebSocket(client);
        Task sending = socket.SendAsync(new byte[100].AsMemory(), WebSocketMessageType.Binary, true, Timeout).AsTask();
        Assert.False(sending.IsCompleted);
        ValueTask violating = server.WriteAsync(new byte[] { 0xC1, 0x00 }, Timeout);

        await Assert.ThrowsAsync<WebSocketException>(() => ReadToEndAsync(socket).WaitAsync(Timeout));

        await violating;
        socket.Dispose();
        await Assert.ThrowsAsync<WebSocketException>(() => sending.WaitAsync(Timeout));
    }

    private static async Task ReadToEndAsync(FramedWebSocket socket)
    {
        while (await socket.ReceiveAsync(new byte[16].AsMemory(), Timeout) is { MessageType: not WebSocketMessageType.Close })
        {
        }
    }
}
