using System.Net;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Every state ends: by a stop, a deadline, a cancellation or disposing, and leaves nothing behind.</summary>
public sealed class EndingTests
{
    public static TheoryData<string> States => ["idle", "connecting", "connected", "reconnecting", "draining"];

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(States))]
    public async Task Cancel_InEveryState_EndsTheEventsNormally_AndLeavesNoTimer(string state)
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        MimiContinuousSession session = await ReachAsync(state, server, clock);
        var log = new EventLog(session);
        Task<EventLog> reading = log.ReadToEndAsync();

        session.Cancel();
        await reading;

        Assert.Equal(MimiConnectionState.Closed, log.Changes.Last().State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());
        Assert.Throws<InvalidOperationException>(() => session.TrySendBinary(new byte[2]));
        await session.DisposeAsync().AsTask().WaitAsync(Token);
        Assert.Equal(0, clock.ArmedTimers);
        Assert.IsType<MimiContinuousFailed>(await session.CompleteAsync(TimeSpan.FromSeconds(1), Token));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Dispose_InEveryState_Ends(string state)
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        MimiContinuousSession session = await ReachAsync(state, server, clock);

        await session.DisposeAsync().AsTask().WaitAsync(Token);
        await session.DisposeAsync().AsTask().WaitAsync(Token);
        await new EventLog(session).ReadToEndAsync();

        Assert.False(session.IsActive);
        Assert.Equal(0, clock.ArmedTimers);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Complete_InEveryState_EndsByItsDeadline(string state)
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        await using MimiContinuousSession session = await ReachAsync(state, server, clock);
        await using var log = new EventLog(session);

        Task<MimiContinuousCompletion> completing = session.CompleteAsync(TimeSpan.FromSeconds(3), Token);
        Task<MimiContinuousCompletion> again = session.CompleteAsync(TimeSpan.FromSeconds(4), Token);
        clock.Advance(TimeSpan.FromSeconds(3));
        MimiContinuousCompletion outcome = await completing.WaitAsync(Token);
        await again.WaitAsync(Token);
        await log.ReadToEndAsync();
        if (state == "idle")
        {
            Assert.IsType<MimiContinuousCompleted>(outcome);
            Assert.IsType<MimiContinuousCompleted>(await again);
        }
        else
        {
            Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<MimiContinuousTimedOut>(outcome).UnansweredAudio);
            Assert.Equal((0L, 16_000L, MimiGapReason.SessionEnded), (log.Gaps.Single().StartSample, log.Gaps.Single().SampleCount, log.Gaps.Single().Reason));
        }
    }

    [Fact]
    public async Task Complete_FromInsideTheLoop_IsCompleted()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.V2(server);
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        Task<MimiContinuousCompletion>? completing = null;
        Task playing = Task.Run(async () =>
        {
            ServerConnection connection = await server.AcceptAsync();
            await connection.HearAsync(16_000);
            await connection.SendAsync(Json.V2(false, false, "x", 0));
            await connection.HearAllAsync();
            await connection.FinishAsync(Json.V2(true, true, "x", 0));
        });

        await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(Token))
        {
            completing ??= told is MimiTranscript ? session.CompleteAsync(TimeSpan.FromSeconds(50), Token) : null;
        }

        await playing;
        Assert.IsType<MimiContinuousCompleted>(await completing!);
    }

    [Fact]
    public async Task Complete_OnAFailedSession_TellsTheCause()
    {
        using var server = new ContinuousServer();
        server.Refuse(new MimiServiceException(HttpStatusCode.Unauthorized));
        await using MimiContinuousSession session = Start.Asr(server);
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);

        MimiContinuousCompletion outcome = await session.CompleteAsync(TimeSpan.FromSeconds(50), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, Assert.IsType<MimiServiceException>(Assert.IsType<MimiContinuousFailed>(outcome).Cause).StatusCode);
    }

    [Fact]
    public async Task Complete_Cancelled_LeavesTheSessionStopping()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server);
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        using var cancellation = new CancellationTokenSource();

        Task<MimiContinuousCompletion> completing = session.CompleteAsync(TimeSpan.FromHours(1), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completing);
        await RolloverTests.HearAsync(server, 1);

        EventLog log = await new EventLog(session).ReadToEndAsync();
        Assert.Single(log.Determined);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => session.CompleteAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Token_OfTheReading_Disconnects()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server);
        using var cancellation = new CancellationTokenSource();
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        ServerConnection connection = await server.AcceptAsync();

        Task reading = Task.Run(
            async () =>
            {
                await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(cancellation.Token))
                {
                    _ = told;
                }
            },
            Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        while (await connection.ReceiveAsync())
        {
        }

        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task LeavingTheLoop_Disconnects()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server);
        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        ServerConnection connection = await server.AcceptAsync();

        await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(Token))
        {
            break;
        }

        while (await connection.ReceiveAsync())
        {
        }

        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task EventsThatNobodyReads_FailTheSessionInsteadOfGrowing()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = new MimiAsrClient(server.Engine, null, Start.Address).StartContinuousSession(
            new() { Session = new() { ResultBufferCapacity = 4 } }, Start.Utterances(1));
        Task hearing = RolloverTests.HearAsync(server, 2);
        await session.SpeakAsync(Voice.At(0, 32_000));
        await hearing.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing); // The session may have gone before the server has written its close.

        MimiContinuousCompletion outcome = await session.CompleteAsync(TimeSpan.FromSeconds(50), Token);

        Assert.IsType<MimiResultOverflowException>(Assert.IsType<MimiContinuousFailed>(outcome).Cause);
        await Assert.ThrowsAsync<MimiResultOverflowException>(new EventLog(session).ReadToEndAsync);
    }

    private static async Task<MimiContinuousSession> ReachAsync(string state, ContinuousServer server, ManualTimeProvider clock)
    {
        if (state == "reconnecting")
        {
            server.Refuse([.. Enumerable.Range(0, 100).Select(static _ => new MimiIOException("no"))]);
        }

        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (state == "connecting")
        {
            server.Engine.BeforeConnect = async (_, cancellationToken) =>
            {
                gate.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            };
        }

        MimiContinuousSession session = Start.Asr(server, new() { IdleTimeout = TimeSpan.FromSeconds(25), Reconnect = new() { BaseDelay = TimeSpan.FromSeconds(20), MaxDelay = TimeSpan.FromSeconds(20) } }, clock);
        if (state != "idle")
        {
            await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        }

        switch (state)
        {
            case "connecting":
                await gate.Task.WaitAsync(Token);
                break;
            case "connected":
                await (await server.AcceptAsync()).HearAsync(16_000);
                break;
            case "reconnecting":
                await clock.WaitForTimersAsync(2, Token);
                while (session.State != MimiConnectionState.Reconnecting)
                {
                    await Task.Yield();
                }

                break;
            case "draining":
                await session.StopRecognitionAsync(Token);
                await (await server.AcceptAsync()).HearAllAsync();
                break;
        }

        return session;
    }
}
