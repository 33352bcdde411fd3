using System.Net;
using Mimi.Client.Continuous;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>How often, how long and how fast a session reconnects.</summary>
public sealed class BudgetTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Attempts_UsedUp_EndWithAGapAndTheLastFailure()
    {
        using var server = new ContinuousServer();
        MimiIOException[] failures = [new("1"), new("2"), new("3")];
        server.Refuse(failures);
        await using MimiContinuousSession session = Start.Asr(server, new() { Reconnect = Start.Soon with { MaxAttempts = 2 } });
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        MimiIOException thrown = await Assert.ThrowsAsync<MimiIOException>(log.ReadToEndAsync);

        Assert.Same(failures[2], thrown);
        Assert.Equal([1, 2], log.Changes.Where(static change => change.State == MimiConnectionState.Reconnecting).Select(static change => change.Attempt));
        MimiGapEvent gap = Assert.Single(log.Gaps);
        Assert.Equal((0L, 16_000L, MimiGapReason.SessionEnded), (gap.StartSample, gap.SampleCount, gap.Reason));
        Assert.Same(thrown, Assert.IsType<MimiConnectionChange>(log.All[^1]).Cause);
        Assert.False(session.IsActive);
        MimiIOException refused = await Assert.ThrowsAsync<MimiIOException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());
        Assert.Same(thrown, refused.InnerException);
    }

    [Fact]
    public async Task PermanentRefusal_IsNotTriedAgain()
    {
        using var server = new ContinuousServer();
        server.Refuse(new MimiServiceException(HttpStatusCode.Unauthorized));
        await using MimiContinuousSession session = Start.Asr(server);
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        MimiServiceException thrown = await Assert.ThrowsAsync<MimiServiceException>(log.ReadToEndAsync);

        Assert.Equal(HttpStatusCode.Unauthorized, thrown.StatusCode);
        Assert.Equal(1, server.Openings);
        Assert.Single(log.Gaps);
        Assert.Equal(MimiConnectionState.Closed, session.State);
    }

    [Fact]
    public async Task PermanentRefusalOfTheNextUtterance_TheOneBeforeStillGetsItsFinal()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { ReplayWindow = TimeSpan.FromSeconds(10) });
        await using var log = new EventLog(session);

        ServerConnection first = await FailBehindTheFirstAsync(server, session);
        await first.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        await Assert.ThrowsAsync<MimiServiceException>(log.ReadToEndAsync);

        Assert.Equal("one", Assert.Single(log.Determined).Text);
        Assert.Equal((16_000L, 8_000L), (log.Gaps.Single().StartSample, log.Gaps.Single().SampleCount));
        Assert.True(log.Gaps.Single().Id > log.Determined.Single().Id);
    }

    [Fact]
    public async Task FirstUtteranceThatNeverEnds_DoesNotHoldUpAFailureForEver()
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { ReplayWindow = TimeSpan.FromSeconds(10) }, clock);
        await using var log = new EventLog(session);

        await FailBehindTheFirstAsync(server, session);
        clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<MimiServiceException>(log.ReadToEndAsync);

        Assert.Equal((0L, 24_000L), (log.Gaps.Single().StartSample, log.Gaps.Single().SampleCount));
    }

    /// <summary>A stop with a deadline that comes while the first utterance's result is still waited for does not hide why the session has failed.</summary>
    [Fact]
    public async Task DeadlineWhileAFailedSessionWaits_TellsTheFailure()
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { ReplayWindow = TimeSpan.FromSeconds(10) }, clock);
        await using var log = new EventLog(session);

        await FailBehindTheFirstAsync(server, session);
        Task<MimiContinuousCompletion> completing = session.CompleteAsync(TimeSpan.FromSeconds(2), Token);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.Forbidden, Assert.IsType<MimiServiceException>(Assert.IsType<MimiContinuousFailed>(await completing).Cause).StatusCode);
        await Assert.ThrowsAsync<MimiServiceException>(log.ReadToEndAsync);
        Assert.IsType<MimiServiceException>(Assert.IsType<MimiConnectionChange>(log.All[^1]).Cause);
    }

    [Fact]
    public async Task RetryAfter_IsObeyed()
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        server.Refuse(new MimiServiceException(HttpStatusCode.ServiceUnavailable, null, TimeSpan.FromSeconds(7)));
        await using MimiContinuousSession session = Start.Asr(server, new() { IdleTimeout = TimeSpan.FromSeconds(25) }, clock);
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        MimiConnectionChange reconnecting = await log.NextAsync<MimiConnectionChange>(static change => change.Attempt == 1);
        await clock.WaitForTimersAsync(2, Token); // The wait, and the one for audio.
        clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal(1, server.Openings);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        ServerConnection connection = await server.AcceptAsync();
        await connection.HearAsync(16_000);

        Assert.Equal(TimeSpan.FromSeconds(7), reconnecting.Delay);
    }

    [Fact]
    public async Task RetryAfterBeyondTheBudget_FailsAtOnce()
    {
        using var server = new ContinuousServer();
        server.Refuse(new MimiServiceException(HttpStatusCode.TooManyRequests, null, TimeSpan.FromSeconds(61)));
        await using MimiContinuousSession session = Start.Asr(server, null, new ManualTimeProvider());
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        MimiServiceException thrown = await Assert.ThrowsAsync<MimiServiceException>(log.ReadToEndAsync);

        Assert.Equal(TimeSpan.FromSeconds(61), thrown.RetryAfter);
        Assert.Equal(1, server.Openings);
    }

    [Fact]
    public async Task Delays_DoubleWithJitterUpToTheMost_AndTheBudgetEndsThem()
    {
        TimeSpan[] first = await DelaysAsync(1), second = await DelaysAsync(1), other = await DelaysAsync(2);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        double[] most = [1, 2, 4, 8, 8, 8, 8, 8];
        Assert.All(first.Zip(most), static pair => Assert.InRange(pair.First.TotalSeconds, pair.Second / 2, pair.Second));
        Assert.True(first.Aggregate(static (sum, delay) => sum + delay) <= TimeSpan.FromSeconds(30));
        Assert.InRange(first.Length, 5, 8);
    }

    [Fact]
    public async Task DeterminedText_ResetsTheBudget()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.V2(server, new() { Reconnect = Start.Soon with { MaxAttempts = 1 } });
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 48_000));
        for (int i = 0; i < 4; i++)
        {
            ServerConnection connection = await server.AcceptAsync();
            await connection.HearAsync(4_000);
            await connection.SendAsync(Json.V2(false, true, "x", 0));
            await connection.SendAsync(Json.V2(false, false, "y", 250));
            await log.NextAsync<MimiTranscript>(static text => text.IsDetermined);
            connection.Drop();
            MimiConnectionChange reconnecting = await log.NextAsync<MimiConnectionChange>(static change => change.State == MimiConnectionState.Reconnecting);
            Assert.Equal(1, reconnecting.Attempt);
        }

        ServerConnection last = await server.AcceptAsync();
        await last.HearAsync(48_000 - 16_000);
        Assert.Equal(Voice.At(16_000, 32_000), last.Audio);
    }

    [Fact]
    public async Task ServerThatEndsEachUtteranceWithNothing_IsNotTriedForEver()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, new() { Reconnect = Start.Soon with { MaxAttempts = 3 } });
        await using var log = new EventLog(session);
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        for (int i = 0; i < 4; i++)
        {
            await (await server.AcceptAsync()).FinishAsync(Json.Asr(true));
        }

        await Assert.ThrowsAsync<MimiIOException>(log.ReadToEndAsync);

        Assert.Equal(4, server.Openings);
        Assert.Equal(16_000, log.Gaps.Single().SampleCount);
    }

    private static async Task<TimeSpan[]> DelaysAsync(int seed)
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        server.Refuse([.. Enumerable.Range(0, 20).Select(static _ => new MimiIOException("no"))]);
        var reconnect = new MimiReconnectOptions { BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(8), Budget = TimeSpan.FromSeconds(30), JitterSeed = seed };
        await using MimiContinuousSession session = Start.Asr(server, new() { Reconnect = reconnect, IdleTimeout = TimeSpan.FromSeconds(25) }, clock);
        await using var log = new EventLog(session);
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        Task ended = Assert.ThrowsAsync<MimiIOException>(async () =>
        {
            while (true)
            {
                MimiConnectionChange change = await log.NextAsync<MimiConnectionChange>(static change => change.State is MimiConnectionState.Reconnecting or MimiConnectionState.Closed);
                if (change.State == MimiConnectionState.Closed)
                {
                    await log.ReadToEndAsync();
                }

                while (server.Openings == change.Attempt)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    await Task.Yield();
                }
            }
        });
        await ended.WaitAsync(Token);
        return [.. log.Changes.Where(static change => change.State == MimiConnectionState.Reconnecting).Select(static change => change.Delay)];
    }

    /// <summary>Fails for good with the second utterance, while the first still waits for its final result.</summary>
    /// <returns>The connection of the first.</returns>
    private static async Task<ServerConnection> FailBehindTheFirstAsync(ContinuousServer server, MimiContinuousSession session)
    {
        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        server.Refuse(new MimiServiceException(HttpStatusCode.Forbidden));
        await session.SendBinaryAsync(Voice.At(16_000, 8_000), Token);
        await SessionWaits.UntilAsync(() => !session.IsActive);
        return first;
    }
}
