using System.Net.WebSockets;
using Mimi.Client.Asr;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class KeepAliveTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _clock = new();
    private readonly SessionServer _server = new();
    private readonly ListLoggerFactory _log = new();
    private int _received;

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task KeepAlive_NothingGoesOut_SendsSilenceAgainAndAgain()
    {
        await using var session = await OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            await IdleAsync();

            var silence = await ReceiveAsync();
            Assert.Equal(WebSocketMessageType.Binary, silence?.Type);
            Assert.Equal(new byte[3_200], silence?.Bytes);
        }

        Assert.Equal(default, session.Health);
    }

    [Fact]
    public async Task KeepAlive_AudioGoesOut_WaitsAnew()
    {
        await using var session = await OpenAsync();
        await _clock.WaitForTimersAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(19));
        await session.SendThroughAsync([1, 1, 1, 1]);
        await ReceiveAsync();
        await ReceiveAsync();

        _clock.Advance(TimeSpan.FromSeconds(19)); // The timer of the first wait has fired within, and found nothing to do.
        await session.SendThroughAsync([2, 2]);
        Assert.Equal([2, 2], (await ReceiveAsync())?.Bytes);
    }

    [Fact]
    public async Task KeepAlive_HalfASampleWaits_GoesBehindTheSilence()
    {
        await using var session = await OpenAsync();
        await session.SendThroughAsync([1, 1]);
        await DrainAsync(4);
        await session.SendBinaryAsync(new byte[] { 2, 2, 3 }, Token);
        Assert.Equal([2, 2], (await ReceiveAsync())?.Bytes);
        await IdleAsync();
        Assert.Equal(new byte[3_200], (await ReceiveAsync())?.Bytes);

        await session.SendBinaryAsync(new byte[] { 3, 4 }, Token);
        Assert.Equal([3, 3], (await ReceiveAsync())?.Bytes);
        await session.StopAsync("stop", Token);

        Assert.Equal([4], (await ReceiveAsync())?.Bytes);
        Assert.Equal("stop"u8.ToArray(), (await ReceiveAsync())?.Bytes);
    }

    [Fact]
    public async Task KeepAlive_AfterTheStop_SendsNothing()
    {
        await using var session = await OpenAsync(new() { FinalTimeout = Timeout.InfiniteTimeSpan, KeepAlive = Interval, TimeProvider = _clock });
        await session.StopAsync("stop", Token);
        Assert.Equal("stop", (await _server.ReceiveUntilTextAsync()).Text);

        _clock.Advance(TimeSpan.FromMinutes(5));
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 0);
        session.Cancel();

        Assert.Null(await ReceiveAsync());
    }

    [Fact]
    public async Task KeepAlive_Off_SendsNothing()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock });

        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task KeepAlive_WriteStalls_AddsNothingBehindIt()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { KeepAlive = Interval, TimeProvider = _clock, SendTimeout = Timeout.InfiniteTimeSpan });
        await session.SendBinaryAsync(new byte[2], Token);
        await socket.Stalled.WaitAsync(Token);

        _clock.Advance(TimeSpan.FromMinutes(5));
        socket.LetGo();
        await session.StopAsync("stop", Token);
        socket.LetGo();

        await SessionWaits.UntilAsync(() => SentCount(socket) == 2);
        Assert.Equal(4, socket.Sent[1].Bytes.Length);
    }

    [Fact]
    public async Task ToAudioTime_SilenceInBetween_IsTakenOut()
    {
        await using var session = await OpenAsync();
        await session.SendThroughAsync(TestVoice.Tone(1)[..^2]); // One second in all.
        await DrainAsync(32_000);
        await IdleAsync();
        await DrainAsync(3_200);
        await IdleAsync();
        await DrainAsync(3_200);
        await session.SendThroughAsync(TestVoice.Tone(1)[..^2]);
        await DrainAsync(32_000);
        await IdleAsync();
        await DrainAsync(3_200);

        Assert.Equal(
            [0, 500, 1_000, 1_000, 1_000, 1_000.5, 2_000, 2_000, 2_000],
            new double[] { 0, 500, 1_000, 1_100, 1_200, 1_200.5, 2_200, 2_250, 9_000 }.Select(time => session.ToAudioTime(TimeSpan.FromMilliseconds(time)).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(2), session.Health.AudioSent);
    }

    [Fact]
    public async Task Answered_SilenceInBetween_DoesNotCount()
    {
        await using var session = await new MimiAsrClient(_server.Engine, null, TestSessions.Address, _log)
            .OpenSessionAsync(new() { Session = new() { KeepAlive = Interval, TimeProvider = _clock } }, Token);
        await session.SendBinaryAsync(TestVoice.Silence(1), Token);
        await DrainAsync(32_000);
        await SessionWaits.UntilAsync(() => session.Health.AudioSent == TimeSpan.FromSeconds(1));
        await IdleAsync();
        await DrainAsync(3_200);
        await session.SendBinaryAsync(TestVoice.Silence(1), Token);
        await DrainAsync(32_000);
        await SessionWaits.UntilAsync(() => session.Health.AudioSent == TimeSpan.FromSeconds(2));

        foreach ((int reach, double answered) in new[] { (1_050, 1), (1_600, 1.5) })
        {
            await _server.SendAsync(Results.Temporary(reach));
            await SessionWaits.UntilAsync(() => session.Health.AudioAnswered > TimeSpan.FromSeconds(answered - 0.5));
            Assert.Equal(TimeSpan.FromSeconds(answered), session.Health.AudioAnswered);
        }
    }

    [Fact]
    public async Task ToAudioTime_SilenceFirst_IsTakenOut()
    {
        await using var session = await OpenAsync();
        await IdleAsync();
        await DrainAsync(3_200);
        await session.SendThroughAsync(TestVoice.Tone(1));

        Assert.Equal(TimeSpan.Zero, session.ToAudioTime(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(TimeSpan.FromMilliseconds(50), session.ToAudioTime(TimeSpan.FromMilliseconds(150)));
    }

    [Fact]
    public async Task ToAudioTime_NothingSent_IsTheSameTime()
    {
        await using var session = await OpenAsync();

        Assert.Equal(TimeSpan.FromSeconds(1), session.ToAudioTime(TimeSpan.FromSeconds(1)));
    }

    private static int SentCount(StallingWebSocket socket)
    {
        lock (socket.Sent)
        {
            return socket.Sent.Count;
        }
    }

    private async Task DrainAsync(int bytes)
    {
        while (bytes > 0)
        {
            bytes -= (await ReceiveAsync())!.Value.Bytes.Length;
        }

        Assert.Equal(0, bytes);
    }

    private async Task<(WebSocketMessageType Type, byte[] Bytes)?> ReceiveAsync()
    {
        var received = await _server.ReceiveAsync();
        _received++;
        return received;
    }

    /// <summary>Lets the time of the keep-alive pass, once what was received is accounted for: while a frame is being written, nothing is idle.</summary>
    private async Task IdleAsync()
    {
        await SessionWaits.UntilAsync(() => _log.Lines.Count(static line => line.Contains("bytes sent.", StringComparison.Ordinal)) == _received);
        await _clock.WaitForTimersAsync(1, Token);
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 1);
        _clock.Advance(Interval);
    }

    private Task<MimiServiceSession<string>> OpenAsync(MimiSessionOptions? options = null) =>
        TestSessions.OpenAsync(_server.Engine, options ?? new() { KeepAlive = Interval, TimeProvider = _clock }, log: _log);
}
