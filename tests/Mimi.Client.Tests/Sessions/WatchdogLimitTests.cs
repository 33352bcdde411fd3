using System.Text;
using Mimi.Client.Asr;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Which watchdog counts when, and that each can be switched off.</summary>
public sealed class WatchdogLimitTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SessionServer _server = new();
    private readonly ListLoggerFactory _log = new();

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Answer_SwitchedOff_IsNotWaitedFor()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock, AnswerTimeout = Timeout.InfiniteTimeSpan });
        Task draining = _server.ReceiveUntilTextAsync();

        await session.SendThroughAsync(TestVoice.Speech(2));

        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Final_SwitchedOff_IsWaitedForWithoutEnd()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock, FinalTimeout = Timeout.InfiniteTimeSpan });
        Task stopping = StopAsync(session);
        await session.SendThroughAsync(TestVoice.Silence(1));
        await session.StopRecognitionAsync(Token);
        await stopping;

        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Answer_AfterTheStop_CountsNoMore()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock });
        Task stopping = StopAsync(session);
        await session.SendThroughAsync(TestVoice.Speech(2));
        Assert.Equal(1, _clock.ArmedTimers);
        await session.StopRecognitionAsync(Token);
        await stopping;

        _clock.Advance(TimeSpan.FromSeconds(20)); // Longer than for an answer, and shorter than for the final result.

        await _server.SendAsync(Results.Final);
        await _server.CloseAsync(1000);
        Assert.True(Assert.Single(await session.ReceiveAllAsync(Token).ToListAsync(Token)).IsFinal);
    }

    [Fact]
    public async Task Answer_SpeechInOneFrame_IsWaitedFor()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock });
        await session.SendBinaryAsync(TestVoice.Speech(2), Token);

        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 1);
        _clock.Advance(TimeSpan.FromSeconds(8));

        await Assert.ThrowsAsync<MimiTimeoutException>(() => session.ReceiveAllAsync(Token).ToListAsync(Token).AsTask());
    }

    [Fact]
    public async Task Answer_CountsFromTheBeginningOfTheSpeech()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock });
        byte[] speech = TestVoice.Speech(2);
        await session.SendThroughAsync(speech[..(speech.Length / 4)]);
        Assert.Equal(0, _clock.ArmedTimers); // Not enough to expect an answer.
        _clock.Advance(TimeSpan.FromSeconds(1));
        await session.SendThroughAsync(speech[(speech.Length / 4)..]);
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 1);
        Task<List<MimiAsrResult>> results = session.ReceiveAllAsync(Token).ToListAsync(Token).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.True(session.IsActive);
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        await Assert.ThrowsAsync<MimiTimeoutException>(() => results);
    }

    [Fact]
    public async Task Final_HasCome_OnlyTheCloseIsWaitedFor()
    {
        await using var session = await OpenAsync(new() { TimeProvider = _clock, FinalTimeout = TimeSpan.FromSeconds(1), CloseTimeout = TimeSpan.FromSeconds(60) });
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);
        Task stopping = StopAsync(session);
        await session.StopRecognitionAsync(Token);
        await stopping;
        await _server.SendAsync(Results.Final);
        Assert.True(await results.MoveNextAsync());
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 1);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await _server.SendAsync(Results.Temporary(1)); // Still heard.
        Assert.True(await results.MoveNextAsync());
    }

    private Task<MimiRecognitionSession<MimiAsrResult>> OpenAsync(MimiSessionOptions options) =>
        new MimiAsrClient(_server.Engine, null, TestSessions.Address, _log).OpenSessionAsync(new() { Session = options }, Token);

    /// <summary>Waits until the end marker was received, and its sender has taken note of that.</summary>
    private async Task StopAsync<T>(MimiRecognitionSession<T> session)
    {
        (_, string marker) = await _server.ReceiveUntilTextAsync();
        await _log.WaitForAsync($"Frame of {Encoding.UTF8.GetByteCount(marker)} bytes sent", Token);
        Assert.False(session.IsActive);
    }
}
