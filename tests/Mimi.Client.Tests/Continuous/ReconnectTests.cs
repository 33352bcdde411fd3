using System.Net;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>What is sent again over a new connection, and what is not.</summary>
public sealed class ReconnectTests
{
    private static readonly MimiContinuousOptions Options = new() { Reconnect = Start.Soon, IdleTimeout = TimeSpan.FromSeconds(25) };

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task LiveConnectionBreaks_EverythingUndeterminedIsSentAgain()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await first.SendAsync(Json.Asr(false, ("on", 100, 300)));
        MimiTranscript temporary = await log.NextAsync<MimiTranscript>();
        first.Drop();
        await log.NextAsync<MimiConnectionChange>(static change => change.State == MimiConnectionState.Reconnecting);
        await session.SpeakAsync(Voice.At(16_000, 16_000));
        await session.StopRecognitionAsync(Token);
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("one two", 100, 2_000)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(0, 32_000), second.Audio);
        MimiTranscript final = Assert.Single(log.Determined);
        Assert.Equal((temporary.Id, temporary.SegmentId), (final.Supersedes, final.SegmentId));
        Assert.Equal((0L, MimiSeamReason.Reconnect), (log.Seams.Single().Sample, log.Seams.Single().Reason));
        MimiConnectionChange reconnecting = log.Changes.Single(static change => change.State == MimiConnectionState.Reconnecting);
        Assert.Equal(1, reconnecting.Attempt);
        Assert.IsType<MimiIOException>(reconnecting.Cause);
        Assert.Empty(log.Gaps);
    }

    [Fact]
    public async Task ServerEndsItWhileTheEndMarkerIsOnItsWay_AndItNeverArrives_EverythingIsSentAgain()
    {
        using var server = new ContinuousServer();
        using var engine = new HeldTextEngine(server.Engine);
        await using MimiContinuousSession session = Start.Asr(engine, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await session.StopRecognitionAsync(Token);
        await engine.Held.WaitAsync(Token);
        await first.FinishAsync(Json.Asr(true)); // It cannot be the answer.
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(0, 16_000), second.Audio);
        Assert.Equal("one", Assert.Single(log.Determined, static text => text.Text.Length > 0).Text);
        Assert.Empty(log.Gaps);
    }

    [Fact]
    public async Task DrainingConnectionBreaks_ItsStretchIsSentAgainWithItsEnd()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { ReplayWindow = TimeSpan.FromSeconds(10) });
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        await session.SpeakAsync(Voice.At(16_000, 8_000));
        ServerConnection second = await server.AcceptAsync();
        await second.HearAsync(8_000);
        first.Drop();
        ServerConnection again = await server.AcceptAsync();
        await again.HearAllAsync();
        await session.StopRecognitionAsync(Token);
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 0, 500)));
        await again.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(0, 16_000), again.Audio);
        Assert.Equal(["one", "two"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task V2_BreakBehindAPartial_GoesOnAtItsEnd_AndAWaitingPieceComesOnce()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.V2(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 48_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(48_000);
        await first.SendAsync(Json.V2(false, true, "一", 0));
        await first.SendAsync(Json.V2(false, true, "二", 1_100));
        await log.NextAsync<MimiTranscript>(static text => text.Text == "二");
        first.Drop();
        await session.StopRecognitionAsync(Token);
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await second.SendAsync(Json.V2(false, true, "二", 0));
        await second.FinishAsync(Json.V2(true, true, "三", 900));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(17_600, 48_000 - 17_600), second.Audio);
        Assert.Equal(["一", "二", "三"], log.Determined.Select(static text => text.Text));
        Assert.Equal([0, 1_100, 2_000], log.Determined.Select(static text => text.Start.TotalMilliseconds));
        Assert.Equal([1_100.0, 2_000, 3_000], log.Determined.Select(static text => text.End!.Value.TotalMilliseconds));
    }

    [Fact]
    public async Task ServerEndsByItself_AudioBehindItsTextGoesToANewConnection()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 32_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(32_000);
        await first.FinishAsync(Json.Asr(true, ("one", 100, 1_250)));
        ServerConnection second = await server.AcceptAsync();
        await session.StopRecognitionAsync(Token);
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 100, 700)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(20_000, 12_000), second.Audio);
        Assert.Equal((20_000L, MimiSeamReason.EndedByServer), (log.Seams.Single().Sample, log.Seams.Single().Reason));
        Assert.Equal([100.0, 1_350], log.Determined.Select(static text => text.Start.TotalMilliseconds));
        Assert.DoesNotContain(log.Changes, static change => change.State == MimiConnectionState.Reconnecting);
    }

    [Fact]
    public async Task ServerEndsByItself_BeforeAllWasSent_NothingBehindItsTextCountsAsHeard()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 100_000));
        await session.StopRecognitionAsync(Token);
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await first.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 0, 5_250)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(16_000, 84_000), second.Audio);
        Assert.Equal(["one", "two"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task V1_ServerEndsByItself_WhatItWasGivenIsNotSentAgain()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.V1(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await first.FinishAsync(Json.V1("one"));
        await log.NextAsync<MimiTranscript>();
        await session.SpeakAsync(Voice.At(16_000, 16_000));
        ServerConnection second = await server.AcceptAsync();
        await session.StopRecognitionAsync(Token);
        await second.HearAllAsync();
        await second.FinishAsync(Json.V1("two"));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(16_000, 16_000), second.Audio);
        Assert.Equal(["one", "two"], log.Texts.Select(static text => text.Text));
        Assert.Equal([0.0, 1], log.Texts.Select(static text => text.Start.TotalSeconds));
    }

    [Fact]
    public async Task IdleClose_WithUndeterminedAudio_GetsItsFinalOverANewConnection()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await first.CloseAsync(4_003);
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync(); // Nobody has stopped: the pause ends the utterance.
        await second.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        await log.NextAsync<MimiConnectionChange>(static change => change.State == MimiConnectionState.Idle);
        Assert.True(session.IsActive);
        await session.StopRecognitionAsync(Token);
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(0, 16_000), second.Audio);
        Assert.Equal("one", Assert.Single(log.Determined).Text);
        Assert.Equal(2, server.Openings);
        Assert.Empty(log.Gaps);
    }

    [Fact]
    public async Task NormalCloseWithoutAFinal_IsReconnectedAfter()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await first.CloseAsync(1_000);
        await session.StopRecognitionAsync(Token);
        await RolloverTests.HearAsync(server, 1);
        await log.ReadToEndAsync();

        Assert.Equal("0+16000", Assert.Single(log.Determined).Text);
    }

    [Fact]
    public async Task AudioThatLeftTheWindow_IsAnExactGapWhenItsConnectionBreaks()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2));
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 32_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        await session.SpeakAsync(Voice.At(32_000, 16_000)); // Pushes one second of the first utterance out.
        ServerConnection second = await server.AcceptAsync();
        await second.HearAsync(16_000);
        first.Drop();
        ServerConnection again = await server.AcceptAsync();
        await again.HearAllAsync();
        await again.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        await session.StopRecognitionAsync(Token);
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 0, 1_000)));
        await log.ReadToEndAsync();

        MimiGapEvent gap = Assert.Single(log.Gaps);
        Assert.Equal((0L, 16_000L, TimeSpan.Zero, TimeSpan.FromSeconds(1), MimiGapReason.OutsideReplayWindow), (gap.StartSample, gap.SampleCount, gap.Start, gap.Length, gap.Reason));
        Assert.Equal(Voice.At(16_000, 16_000), again.Audio);
        Assert.Equal([1.0, 2.0], log.Determined.Select(static text => text.Start.TotalSeconds));
    }

    [Theory]
    [InlineData(-500, -400)]
    [InlineData(400, 200)]
    [InlineData(0, 1e12)]
    [InlineData(1e15, 1e15)]
    public async Task NonsenseTimes_AreClampedToWhatWasSent(double start, double end)
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(16_000);
        await first.SendAsync(Json.Asr(false, ("x", start, end)));
        await session.StopRecognitionAsync(Token);
        await first.HearAllAsync();
        await first.FinishAsync(Json.Asr(true, ("x", start, end)));
        await log.ReadToEndAsync();

        Assert.Equal(2, log.Texts.Count());
        Assert.All(log.Texts, static text =>
        {
            Assert.InRange(text.Start, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            Assert.InRange(text.End!.Value, text.Start, TimeSpan.FromSeconds(1));
        });
    }

    [Fact]
    public async Task V2_TimesThatGoBackOrAreMissing_LoseNoText()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.V2(server, Options);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 32_000));
        ServerConnection connection = await server.AcceptAsync();
        await connection.HearAsync(32_000);
        await connection.SendAsync(Json.V2(false, true, "一", 800));
        await connection.SendAsync(Json.V2(false, true, "二", 400));
        await connection.SendAsync(Json.V2(false, true, "二", 400)); // Repeated.
        await connection.SendAsync(Json.V2(false, true, "三", -10));
        await session.StopRecognitionAsync(Token);
        await connection.HearAllAsync();
        await connection.FinishAsync(Json.V2(true, true, "四", 0));
        await log.ReadToEndAsync();

        Assert.Equal("一二三四", string.Concat(log.Determined.Select(static text => text.Text)));
    }

    [Fact]
    public async Task FreshToken_IsAskedForEachOpening()
    {
        using var server = new ContinuousServer();
        var credential = new CountingCredential();
        await using MimiContinuousSession session = new MimiAsrClient(server.Engine, credential, Start.Address).StartContinuousSession(null, Options);
        await using var log = new EventLog(session);
        server.Refuse(new MimiServiceException(HttpStatusCode.ServiceUnavailable), new MimiServiceException(HttpStatusCode.ServiceUnavailable));

        await session.SpeakAsync(Voice.At(0, 16_000));
        await session.StopRecognitionAsync(Token);
        await RolloverTests.HearAsync(server, 1);
        await log.ReadToEndAsync();

        Assert.Equal(3, credential.Asked);
        Assert.Equal("0+16000", Assert.Single(log.Determined).Text);
        Assert.Empty(log.Seams); // No connection was there before.
    }

    private sealed class CountingCredential : MimiCredential
    {
        public int Asked { get; private set; }

        public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => new($"token-{++Asked}");
    }
}
