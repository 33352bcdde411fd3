using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

/// <summary>The pings that this side sends.</summary>
public sealed class FramedWebSocketPingWatchTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _clock = new();
    private readonly DuplexPipeStream _server;
    private readonly FramedWebSocket _socket;

    public FramedWebSocketPingWatchTests()
    {
        (DuplexPipeStream client, _server) = DuplexPipeStream.CreatePair(pauseBytes: 1_000);
        _socket = new FramedWebSocket(client, new MimiConnectionOptions { PingInterval = Interval, PingTimeout = PingTimeout, TimeProvider = _clock });
    }

    private static CancellationToken Timeout => TestTimeout.Token;

    public void Dispose()
    {
        _socket.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Silence_AsLongAsTheInterval_SendsOnePing()
    {
        Task<(WebSocketMessageType Type, byte[] Payload)> receiving = _socket.ReceiveMessageAsync(Timeout);
        _clock.Advance(Interval - TimeSpan.FromTicks(1));
        await SendAudioAsync(); // Comes first if no ping has gone out.
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(RawFrame.Binary, (await ReadFrameAsync(3)).Opcode);
        Assert.Equal(RawFrame.Ping, (await ReadFrameAsync(0)).Opcode);
        await AnswerAsync(RawFrame.Server(RawFrame.Text, "猫"));
        Assert.Equal("猫", Encoding.UTF8.GetString((await receiving.WaitAsync(Timeout)).Payload));
    }

    [Theory]
    [InlineData(RawFrame.Pong)]
    [InlineData(RawFrame.Ping)]
    [InlineData(RawFrame.Text)]
    public async Task Ping_AnythingComes_CountsAsAnAnswer(int opcode)
    {
        Task<(WebSocketMessageType Type, byte[] Payload)> receiving = _socket.ReceiveMessageAsync(Timeout);
        for (int i = 0; i < 3; i++)
        {
            _clock.Advance(i == 0 ? Interval : Interval - PingTimeout);
            Assert.Equal(RawFrame.Ping, (await ReadFrameAsync(0)).Opcode);
            await AnswerAsync(RawFrame.Server(opcode, []));
            receiving = opcode == RawFrame.Text ? await NextAsync(receiving) : receiving;
            if (opcode != RawFrame.Text)
            {
                await AnswerAsync(RawFrame.Server(RawFrame.Text, "."));
                receiving = await NextAsync(receiving); // So the answer before it was seen.
            }

            if (opcode == RawFrame.Ping)
            {
                Assert.Equal(RawFrame.Pong, (await ReadFrameAsync(0)).Opcode);
            }

            _clock.Advance(PingTimeout);
            Assert.Equal(WebSocketState.Open, _socket.State);
        }
    }

    [Fact]
    public async Task Ping_NoAnswer_EndsReceiveAndSendAsATimeout()
    {
        Task receiving = _socket.ReceiveMessageAsync(Timeout);
        _clock.Advance(Interval);
        await ReadFrameAsync(0);
        Task sending = _socket.SendAsync(new byte[5_000].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask();
        Assert.False(sending.IsCompleted);

        _clock.Advance(PingTimeout - TimeSpan.FromTicks(1));
        Assert.Equal(WebSocketState.Open, _socket.State);
        _clock.Advance(TimeSpan.FromTicks(1));

        var received = await Assert.ThrowsAsync<MimiTimeoutException>(() => receiving.WaitAsync(Timeout));
        var sent = await Assert.ThrowsAsync<MimiTimeoutException>(() => sending.WaitAsync(Timeout));
        var sentLater = await Assert.ThrowsAsync<MimiTimeoutException>(() => SendAudioAsync());
        Assert.All([received, sent, sentLater], static e =>
        {
            Assert.Equal((PingTimeout, true, "ping-unanswered"), (e.Timeout, e.IsTransient, MimiErrorCatalog.Find(e)?.Id));
            Assert.Contains("ping", e.Message);
        });
        Assert.Equal(WebSocketState.Aborted, _socket.State);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Ping_AnsweredLongBeforeTheTimeout_TheNextComesAfterTheInterval()
    {
        var (client, server) = DuplexPipeStream.CreatePair();
        using var socket = new FramedWebSocket(client, new MimiConnectionOptions { PingInterval = PingTimeout, PingTimeout = TimeSpan.FromMinutes(1), TimeProvider = _clock });
        byte[] ping = new byte[6];
        for (int i = 0; i < 3; i++)
        {
            Task receiving = socket.ReceiveMessageAsync(Timeout);
            _clock.Advance(PingTimeout);
            await server.ReadExactlyAsync(ping, Timeout);
            await server.WriteAsync(RawFrame.Server(RawFrame.Text, "."), Timeout);
            await receiving.WaitAsync(Timeout);
        }
    }

    [Fact]
    public async Task Ping_StuckBehindAudio_CountsFromWhenItWasDue()
    {
        Task receiving = _socket.ReceiveMessageAsync(Timeout);
        Task sending = _socket.SendAsync(new byte[5_000].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask();

        _clock.Advance(Interval + PingTimeout);

        await Assert.ThrowsAsync<MimiTimeoutException>(() => receiving.WaitAsync(Timeout));
        await Assert.ThrowsAsync<MimiTimeoutException>(() => sending.WaitAsync(Timeout));
    }

    [Fact]
    public async Task Ping_NobodyReads_DoesNotExpire()
    {
        _clock.Advance(Interval);
        await ReadFrameAsync(0);
        await AnswerAsync([.. RawFrame.Server(RawFrame.Pong, []), .. RawFrame.Server(RawFrame.Text, "猫")]);
        _clock.Advance(PingTimeout * 10);

        Assert.Equal("猫", Encoding.UTF8.GetString((await _socket.ReceiveMessageAsync(Timeout)).Payload)); // The answer was there.
        _clock.Advance(PingTimeout);
        Assert.Equal(WebSocketState.Open, _socket.State);
    }

    [Fact]
    public async Task Ping_WhileAPongWaits_BothGoOut()
    {
        Task sending = _socket.SendAsync(new byte[2_000].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask();
        Task<(WebSocketMessageType Type, byte[] Payload)> receiving = _socket.ReceiveMessageAsync(Timeout);
        _clock.Advance(Interval); // Now our ping waits,
        await AnswerAsync([.. RawFrame.Server(RawFrame.Ping, "?"), .. RawFrame.Server(RawFrame.Text, ".")]); // and the pong.
        await receiving.WaitAsync(Timeout);

        await ReadExactlyAsync(4 + 4 + 2_000);
        await sending.WaitAsync(Timeout);
        var first = RawFrame.ReadClient(await ReadExactlyAsync(7));
        var second = RawFrame.ReadClient(await ReadExactlyAsync(6));
        Assert.Equal((RawFrame.Pong, RawFrame.Ping), (first.Opcode, second.Opcode));
        Assert.Equal("?"u8, first.Payload);
    }

    [Fact]
    public async Task Close_WasSent_NothingIsAskedAnyMore()
    {
        Task<(WebSocketMessageType Type, byte[] Payload)> receiving = _socket.ReceiveMessageAsync(Timeout);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Timeout);

        _clock.Advance(Interval + PingTimeout);
        await AnswerAsync(RawFrame.ServerClose(1000));

        Assert.Equal(WebSocketMessageType.Close, (await receiving.WaitAsync(Timeout)).Type);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Dispose_EndsTheWatch()
    {
        Assert.Equal(1, _clock.ArmedTimers);

        _socket.Dispose();

        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void NoInterval_NoTimer()
    {
        var clock = new ManualTimeProvider();
        using var socket = new FramedWebSocket(DuplexPipeStream.CreatePair().Client, new MimiConnectionOptions { TimeProvider = clock });

        Assert.Equal(0, clock.ArmedTimers);
    }

    private async Task<Task<(WebSocketMessageType Type, byte[] Payload)>> NextAsync(Task received)
    {
        await received.WaitAsync(Timeout);
        return _socket.ReceiveMessageAsync(Timeout);
    }

    private async Task SendAudioAsync() => await _socket.SendAsync(new byte[3].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout);

    private async Task AnswerAsync(byte[] bytes) => await _server.WriteAsync(bytes, Timeout);

    private async Task<(int Opcode, bool Final, byte[] Payload)> ReadFrameAsync(int payloadBytes) => RawFrame.ReadClient(await ReadExactlyAsync(2 + 4 + payloadBytes));

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _server.ReadExactlyAsync(bytes, Timeout);
        return bytes;
    }
}
