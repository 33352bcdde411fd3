using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>What happens to audio for which the window has no room.</summary>
public sealed class OverloadTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Wait_SendsWaitInLine_AndNothingIsLost()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2));
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 30_000), Token);
        ValueTask second = session.SendBinaryAsync(Voice.At(30_000, 30_000), Token);
        ValueTask third = session.SendBinaryAsync(Voice.At(60_000, 5_500), Token);
        Assert.False(second.IsCompleted);
        Assert.False(third.IsCompleted); // Nobody overtakes who waits.
        Assert.False(session.TrySendBinary(new byte[2]));
        await session.StopRecognitionAsync(Token); // Behind both.
        Task hearing = RolloverTests.HearAsync(server, 3);
        _gate.SetResult();
        await second;
        await third;
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal(["0+32000", "32000+32000", "64000+1500"], log.Determined.Select(static text => text.Text));
        Assert.Empty(log.Gaps);
    }

    [Fact]
    public async Task Wait_InLine_IsNotIdle()
    {
        using ContinuousServer server = Closed();
        var clock = new ManualTimeProvider();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2) with { IdleTimeout = TimeSpan.FromSeconds(5) }, clock);
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        ValueTask second = session.SendBinaryAsync(Voice.At(16_000, 30_000), Token);
        clock.Advance(TimeSpan.FromSeconds(6));
        Task hearing = RolloverTests.HearAsync(server, 2);
        _gate.SetResult();
        await second;
        await session.StopRecognitionAsync(Token);
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal(["0+32000", "32000+14000"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task Wait_LongerThanTheWindow_IsTakenPieceByPiece()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1));
        await using var log = new EventLog(session);

        ArgumentException tooLong = Assert.Throws<ArgumentException>(() => session.TrySendBinary(new byte[32_002]));
        ValueTask sending = session.SendBinaryAsync(Voice.At(0, 40_000), Token);
        Assert.False(sending.IsCompleted);
        Task hearing = RolloverTests.HearAsync(server, 3);
        _gate.SetResult();
        await sending;
        await session.StopRecognitionAsync(Token);
        await hearing;
        await log.ReadToEndAsync();

        Assert.Contains("32002", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal(["0+16000", "16000+16000", "32000+8000"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task Wait_Cancelled_TakesNothing()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1));
        await using var log = new EventLog(session);
        using var cancellation = new CancellationTokenSource();

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        ValueTask waiting = session.SendBinaryAsync(Voice.At(40_000, 8_000), cancellation.Token);
        await cancellation.CancelAsync();
        MimiSendCanceledException cancelled = await Assert.ThrowsAsync<MimiSendCanceledException>(waiting.AsTask);
        await session.StopRecognitionAsync(Token);
        Task hearing = RolloverTests.HearAsync(server, 1);
        _gate.SetResult();
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal(0, cancelled.BytesTaken);
        Assert.Equal("0+16000", Assert.Single(log.Determined).Text);
    }

    /// <summary>Up to two seconds of an utterance are held back until it is known where it is cut. They must not take the room that somebody waits for: nothing else would ever send them.</summary>
    [Fact]
    public async Task Wait_WhatIsHeldBackTakesTheRoom_IsSentAndTheSendGoesOn()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2) with { RolloverAfter = TimeSpan.FromSeconds(1) });
        await using var log = new EventLog(session);
        Task hearing = RolloverTests.HearAsync(server, 2);

        await session.SendBinaryAsync(Voice.At(0, 30_400), Token);
        await session.SendBinaryAsync(Voice.At(30_400, 19_200), Token).AsTask().WaitAsync(Token);
        await session.StopRecognitionAsync(Token);
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal(["0+30400", "30400+19200"], log.Determined.Select(static text => text.Text));
        Assert.Empty(log.Gaps);
    }

    /// <summary>The same, when an earlier utterance has to be sent again first.</summary>
    [Fact]
    public async Task Wait_WhatIsHeldBackTakesTheRoomBehindALostConnection_IsSentAndTheSendGoesOn()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2) with { RolloverAfter = TimeSpan.FromSeconds(1), ReplayWindow = TimeSpan.FromSeconds(4) });
        await using var log = new EventLog(session);
        byte[] audio = Voice.At(0, 48_000);
        audio.AsSpan(48_000, 640).Clear(); // The quietest place, and no pause: where the first utterance ends.

        await session.SendBinaryAsync(audio, Token);
        ServerConnection[] connections = [await server.AcceptAsync(), await server.AcceptAsync()];
        await Task.WhenAll(connections.Select(static connection => connection.HearAsync(16_000)));
        (ServerConnection first, ServerConnection second) = connections[0].Audio.AsSpan(0, 4).SequenceEqual(Voice.At(0, 2)) ? (connections[0], connections[1]) : (connections[1], connections[0]);
        await first.HearAllAsync();
        server.Engine.BeforeConnect = (_, cancellationToken) => _gate.Task.WaitAsync(cancellationToken);
        first.Drop();
        await log.NextAsync<MimiConnectionChange>(static change => change.Attempt == 1);
        Task sending = session.SendBinaryAsync(Voice.At(48_000, 62_400), Token).AsTask();
        Assert.False(sending.IsCompleted);
        _gate.SetResult();
        await (await server.AcceptAsync()).HearAllAsync();
        await second.HearAllAsync();
        await sending.WaitAsync(Token);

        Assert.Equal(48_000, first.Samples + second.Samples);
    }

    [Fact]
    public async Task Wait_AWindowFullBehindHalfASample_IsTaken()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1));
        await using var log = new EventLog(session);
        byte[] audio = Voice.At(0, 16_001);
        Task hearing = RolloverTests.HearAsync(server, 2);

        await session.SendBinaryAsync(audio.AsMemory(0, 1), Token);
        await session.SendBinaryAsync(audio.AsMemory(1, 32_000), Token).AsTask().WaitAsync(Token);
        await session.SendBinaryAsync(audio.AsMemory(32_001, 1), Token);
        await session.StopRecognitionAsync(Token);
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal(["0+16000", "16000+1"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task Wait_GivenUpBetweenTwoPieces_LeavesNoHalfSample()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = new MimiAsrClient(server.Engine, null, Start.Address).StartContinuousSession(
            new() { AudioFormat = MimiAudioFormat.Pcm(11_025) }, Start.Utterances(1.35)); // A tenth of a second is an odd number of bytes, and 13 go into the window.
        using var cancellation = new CancellationTokenSource();

        ValueTask waiting = session.SendBinaryAsync(new byte[40_000], cancellation.Token);
        await cancellation.CancelAsync();
        MimiSendCanceledException cancelled = await Assert.ThrowsAsync<MimiSendCanceledException>(waiting.AsTask);

        Assert.InRange(cancelled.BytesTaken, 20_000, 29_766);
        Assert.Equal(0, cancelled.BytesTaken % 2);
        _gate.SetResult();
    }

    [Fact]
    public async Task Wait_Blocking_SendsGoOnWhenThereIsRoom()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1));
        await using var log = new EventLog(session);
        session.SendBinary(Voice.At(0, 16_000));

        Task sending = Task.Factory.StartNew(() => session.SendBinary(Voice.At(16_000, 16_000)), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task hearing = RolloverTests.HearAsync(server, 2);
        _gate.SetResult();
        await sending;
        await session.StopRecognitionAsync(Token);
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal(["0+16000", "16000+16000"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task DropOldest_WhileNotConnected_KeepsTheNewest_AndTellsTheRestExactly()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2) with { Overload = MimiOverload.DropOldest });
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 60_000)); // The last 32,000 stay.
        await session.StopRecognitionAsync(Token);
        Task hearing = RolloverTests.HearAsync(server, 2);
        _gate.SetResult();
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal([(0L, 28_000L)], log.Gaps.Select(static gap => (gap.StartSample, gap.SampleCount)));
        Assert.All(log.Gaps, static gap => Assert.Equal(MimiGapReason.Overload, gap.Reason));
        Assert.Equal(28_000 + 32_000, Samples(log));
        Assert.StartsWith("28000+", log.Determined.First().Text, StringComparison.Ordinal);
    }

    /// <summary>Where an utterance would be cut best is remembered; when the audio there is dropped meanwhile, it is no place to cut any more.</summary>
    [Fact]
    public async Task DropOldest_BehindTheBestPlaceToCut_CutsBehindTheGap()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(2) with { RolloverAfter = TimeSpan.FromSeconds(1), Overload = MimiOverload.DropOldest });
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 30_400), Token);
        await session.SendBinaryAsync(Voice.At(30_400, 30_400), Token);
        await session.StopRecognitionAsync(Token);
        Task hearing = RolloverTests.HearAsync(server, 2);
        _gate.SetResult();
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal((0L, 28_800L), (log.Gaps.Single().StartSample, log.Gaps.Single().SampleCount));
        Assert.Equal(60_800, Samples(log)); // Texts and gap.
    }

    [Fact]
    public async Task DropOldest_OnAConnectionThatStalls_EndsItsUtteranceInFrontOfTheGap()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(12) with { Overload = MimiOverload.DropOldest, MaxConnections = 1 });
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 16_000));
        ServerConnection stalled = await server.AcceptAsync();
        await log.NextAsync<MimiConnectionChange>(static change => change.State == MimiConnectionState.Connected); // Until then nothing is sent, and all of it is old.
        await session.SpeakAsync(Voice.At(16_000, 464_000)); // 30 s in all.
        await session.StopRecognitionAsync(Token);
        await stalled.HearAllAsync();
        Assert.Equal(Voice.At(0, stalled.Samples), stalled.Audio);
        await stalled.FinishAsync(Json.Asr(true, ($"0+{stalled.Samples}", 0, stalled.Samples / 16.0)));
        Task<EventLog> reading = log.ReadToEndAsync();
        List<long> heard = [];
        while (!reading.IsCompleted && await Task.WhenAny(reading, server.AcceptAsync()) is Task<ServerConnection> accepted)
        {
            ServerConnection connection = await accepted;
            await connection.HearAllAsync();
            heard.Add(connection.Samples);
            await connection.FinishAsync(Json.Asr(true, ($"?+{connection.Samples}", 0, connection.Samples / 16.0)));
        }

        await reading;

        MimiGapEvent gap = log.Gaps.First();
        Assert.Equal(stalled.Samples, gap.StartSample);
        Assert.Equal(480_000, stalled.Samples + log.Gaps.Sum(static lost => lost.SampleCount) + heard.Sum());
        Assert.Equal(192_000, heard.Sum()); // A window full.
    }

    [Fact]
    public async Task Fail_RefusesTheSendAndGoesOn()
    {
        using ContinuousServer server = Closed();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { Overload = MimiOverload.Fail });
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        await Assert.ThrowsAsync<MimiOverloadException>(() => session.SendBinaryAsync(Voice.At(16_000, 1), Token).AsTask());
        Assert.Throws<MimiOverloadException>(() => session.SendBinary(Voice.At(16_000, 1)));
        Assert.False(session.TrySendBinary(Voice.At(16_000, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => session.SendBinaryAsync(Voice.At(16_000, 16_001), Token).AsTask());
        await session.StopRecognitionAsync(Token);
        Task hearing = RolloverTests.HearAsync(server, 1);
        _gate.SetResult();
        await hearing;
        await log.ReadToEndAsync();

        Assert.Empty(log.Gaps);
        Assert.Equal(16_000, Samples(log));
    }

    private static long Samples(EventLog log) =>
        log.Gaps.Sum(static gap => gap.SampleCount) + log.Determined.Sum(static text => int.Parse(text.Text[(text.Text.IndexOf('+', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A server that accepts nobody before the gate opens.</summary>
    private ContinuousServer Closed()
    {
        var server = new ContinuousServer();
        server.Engine.BeforeConnect = (_, cancellationToken) => _gate.Task.WaitAsync(cancellationToken);
        return server;
    }
}
