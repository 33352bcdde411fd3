using Mimi.Client.Asr;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class HealthTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Health_NothingSent_IsHealthyAndZero()
    {
        await using var session = await OpenAsync();

        Assert.Equal(default, session.Health);
    }

    [Fact]
    public async Task Health_CountsWhatWasWrittenAndWhatWaits()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock });
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(new byte[6_400], Token);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMilliseconds(300)), (session.Health.AudioSent, session.Health.AudioBuffered));

        socket.LetGo();

        await SessionWaits.UntilAsync(() => session.Health is { AudioSent.TotalMilliseconds: 100, AudioBuffered.TotalMilliseconds: 200 });
    }

    [Fact]
    public async Task AudioTaken_SessionEndsWithinALongSend_TellsHowMuchOfItWasTaken()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock, SendBufferBytes = 3_200 });
        Task sending = session.SendBinaryAsync(new byte[16_000], Token).AsTask();
        await socket.Stalled.WaitAsync(Token);
        await SessionWaits.UntilAsync(() => session.Health.AudioTaken == TimeSpan.FromMilliseconds(200)); // One buffer with the writer, and one that waits.

        session.Cancel();

        await Assert.ThrowsAsync<InvalidOperationException>(() => sending);
        Assert.Equal((TimeSpan.FromMilliseconds(200), TimeSpan.Zero), (session.Health.AudioTaken, session.Health.AudioSent));
    }

    [Fact]
    public async Task Health_SpeechWithoutAnAnswer_LagsUntilThereIsOne()
    {
        await using var session = await OpenAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Silence(2));
        Assert.Equal(TimeSpan.Zero, session.Health.Lag);
        await session.SendThroughAsync(TestVoice.Speech(4));
        Assert.Equal(MimiSessionHealthState.Lagging, session.Health.State);
        Assert.InRange(session.Health.Lag, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4.1));

        await _server.SendAsync(Results.Temporary(5_000)); // Reaches up to five seconds, of which three are speech.
        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered == TimeSpan.FromSeconds(5));

        Assert.Equal(MimiSessionHealthState.Healthy, session.Health.State);
        Assert.InRange(session.Health.Lag, TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(1.2));

        await _server.SendAsync(Results.Final);
        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered == session.Health.AudioSent);
        Assert.Equal(TimeSpan.Zero, session.Health.Lag);
    }

    [Fact]
    public async Task Health_ServiceWithoutEnds_AnswersWhatHadBeenSent()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine, new() { TimeProvider = _clock });
        Task draining = _server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Speech(4));
        Assert.Equal(MimiSessionHealthState.Healthy, session.Health.State); // Nobody knows whether results are to be expected.

        await _server.SendAsync("~");

        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered == session.Health.AudioSent);
        Assert.Equal(TimeSpan.Zero, session.Health.Lag);
    }

    [Fact]
    public async Task Watch_TellsStateAtOnceAndNumbersOnceASecond()
    {
        await using var session = await OpenAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        await using var health = session.WatchHealthAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await health.MoveNextAsync());
        Assert.Equal(default, health.Current);

        Task<bool> next = health.MoveNextAsync().AsTask();
        await session.SendThroughAsync(TestVoice.Silence(1));
        await session.SendThroughAsync(TestVoice.Silence(1));
        Assert.False(next.IsCompleted); // The numbers have changed, and no second has passed.
        _clock.Advance(TimeSpan.FromSeconds(1.25)); // Nothing else comes that could bring them.
        Assert.True(await next.WaitAsync(Token));
        Assert.InRange(health.Current.AudioSent, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.1));

        next = health.MoveNextAsync().AsTask();
        await session.SendThroughAsync(TestVoice.Speech(5));
        Assert.True(await next.WaitAsync(Token));
        Assert.Equal(MimiSessionHealthState.Lagging, health.Current.State);
    }

    [Fact]
    public async Task Watch_WatchdogHalfWay_IsStalled()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock });
        await using var health = session.WatchHealthAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await health.MoveNextAsync());
        Task<bool> next = health.MoveNextAsync().AsTask();
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);
        await _clock.WaitForTimersAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(1.25));
        Assert.True(await next.WaitAsync(Token)); // The buffered audio.
        next = health.MoveNextAsync().AsTask();
        _clock.Advance(TimeSpan.FromSeconds(3.65));
        Assert.False(next.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(await next.WaitAsync(Token));
        Assert.Equal(MimiSessionHealthState.Stalled, health.Current.State);
        next = health.MoveNextAsync().AsTask();
        socket.LetGo();
        Assert.True(await next.WaitAsync(Token));
        Assert.Equal(MimiSessionHealthState.Healthy, health.Current.State);
    }

    [Fact]
    public async Task Watch_AnswerToLaggingSpeech_IsToldAtOnce()
    {
        await using var session = await OpenAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Speech(5));
        await using var health = session.WatchHealthAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await health.MoveNextAsync());
        Assert.Equal(MimiSessionHealthState.Lagging, health.Current.State);

        await _server.SendAsync(Results.Temporary(5_000));

        Assert.True(await health.MoveNextAsync().AsTask().WaitAsync(Token));
        Assert.Equal(MimiSessionHealthState.Healthy, health.Current.State);
    }

    [Fact]
    public async Task Health_FinalHalfOverdue_IsStalled()
    {
        await using var session = await OpenAsync();
        await session.StopRecognitionAsync(Token);
        await _server.ReceiveUntilTextAsync();
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 1);
        _clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal(MimiSessionHealthState.Healthy, session.Health.State);

        _clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(MimiSessionHealthState.Stalled, session.Health.State);
    }

    [Fact]
    public async Task Watch_EndsWithTheSession_ForEverybody()
    {
        await using var session = await OpenAsync();
        Task<List<MimiSessionHealth>> first = WatchAsync(session, Token);
        Task<List<MimiSessionHealth>> second = WatchAsync(session, Token);

        session.Cancel();

        Assert.NotEmpty(await first.WaitAsync(Token));
        Assert.NotEmpty(await second.WaitAsync(Token));
        Assert.Single(await WatchAsync(session, Token).WaitAsync(Token));
    }

    [Fact]
    public async Task Watch_Token_EndsTheWatchingAndNothingElse()
    {
        await using var session = await OpenAsync();
        using var source = new CancellationTokenSource();
        Task watching = WatchAsync(session, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching.WaitAsync(Token));
        Assert.True(session.IsActive);
    }

    private static async Task<List<MimiSessionHealth>> WatchAsync(MimiRecognitionSession<MimiAsrResult> session, CancellationToken cancellationToken)
    {
        List<MimiSessionHealth> told = [];
        await foreach (MimiSessionHealth health in session.WatchHealthAsync(cancellationToken))
        {
            told.Add(health);
        }

        return told;
    }

    private Task<MimiRecognitionSession<MimiAsrResult>> OpenAsync() =>
        new MimiAsrClient(_server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Session = new() { TimeProvider = _clock } }, Token);
}
