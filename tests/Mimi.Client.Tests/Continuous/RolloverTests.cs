using Mimi.Client.Continuous;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Where one utterance ends and the next begins, and that their texts come in order.</summary>
public sealed class RolloverTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task LongUtterance_EndsAtThePause_AndTheNextSampleGoesToANewConnection()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, new() { RolloverAfter = TimeSpan.FromSeconds(2), MaxUtterance = TimeSpan.FromSeconds(6), IdleTimeout = TimeSpan.FromSeconds(25) });
        await using var log = new EventLog(session);
        byte[] audio = [.. Voice.At(0, 8_000), .. Voice.Silence(6_400), .. Voice.At(14_400, 25_600), .. Voice.Silence(6_400), .. Voice.At(46_400, 16_000)];

        await session.SpeakAsync(audio);
        await session.StopRecognitionAsync(Token);
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await first.FinishAsync(Json.Asr(true, ("one", 0, 2_500)));
        await second.FinishAsync(Json.Asr(true, ("two", 200, 1_000)));
        await log.ReadToEndAsync();

        Assert.Equal(40_000 + 4_800, first.Samples); // 300 ms into the first pause after two seconds.
        Assert.Equal(audio, first.Audio.Concat(second.Audio));
        Assert.Equal(["one", "two"], log.Determined.Select(static text => text.Text));
        MimiSeam seam = Assert.Single(log.Seams);
        Assert.Equal((44_800, TimeSpan.FromSeconds(2.8), MimiSeamReason.Rollover), (seam.Sample, seam.Position, seam.Reason));
        Assert.Equal(TimeSpan.FromSeconds(3), log.Determined.Last().Start); // 200 ms after the seam.
        Assert.Empty(log.Gaps);
    }

    [Fact]
    public async Task UtteranceWithoutAPause_EndsAtTheQuietestPlaceBeforeTheLimit()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, new() { RolloverAfter = TimeSpan.FromSeconds(2), MaxUtterance = TimeSpan.FromSeconds(4), IdleTimeout = TimeSpan.FromSeconds(25) });
        byte[] audio = Voice.At(0, 96_000);
        Soften(audio, 24_000, 4_000); // Before the last two seconds.
        Soften(audio, 50_000, 1_000);
        await using var log = new EventLog(session);

        await session.SpeakAsync(audio);
        await session.StopRecognitionAsync(Token);
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();

        Assert.InRange(first.Samples, 50_000, 51_000);
        Assert.Equal(audio, first.Audio.Concat(second.Audio));
    }

    [Fact]
    public async Task OddChunks_DoNotShiftSamples()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1));
        await using var log = new EventLog(session);
        byte[] audio = Voice.At(0, 40_000);

        Task hearing = HearAsync(server, 3);
        for (int at = 0, size = 1; at < audio.Length; at += size, size = (size * 5 % 997) + 1)
        {
            size = Math.Min(size, audio.Length - at);
            await session.SendBinaryAsync(audio.AsMemory(at, size), Token);
        }

        await session.StopRecognitionAsync(Token);
        await hearing;
        await log.ReadToEndAsync();

        Assert.Equal([16_000L, 32_000L], log.Seams.Select(static seam => seam.Sample));
        Assert.Equal(["0+16000", "16000+16000", "32000+8000"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task SlowOldFinal_HoldsBackDeterminedTextsButNotTemporaryOnes()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { ReplayWindow = TimeSpan.FromSeconds(10) });
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 40_000));
        await session.StopRecognitionAsync(Token);
        ServerConnection[] connections = [await server.AcceptAsync(), await server.AcceptAsync(), await server.AcceptAsync()];
        connections = [.. await Task.WhenAll(connections.Select(async connection =>
        {
            await connection.HearAllAsync();
            return connection;
        }))];
        connections = [.. connections.OrderBy(static connection => Voice.PlaceOf(connection.Audio))];
        await connections[1].FinishAsync(Json.Asr(true, ("two", 0, 1_000)));
        await connections[2].SendAsync(Json.Asr(false, ("thr", 0, 300)));
        MimiTranscript temporary = await log.NextAsync<MimiTranscript>();
        await connections[2].FinishAsync(Json.Asr(true, ("three", 0, 500)));
        await connections[0].FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        await log.ReadToEndAsync();

        Assert.Equal("thr", temporary.Text);
        Assert.Equal(["one", "two", "three"], log.Determined.Select(static text => text.Text));
        Assert.Equal(temporary.Id, log.Determined.Last().Supersedes);
        Assert.Equal([typeof(MimiTranscript), typeof(MimiSeam), typeof(MimiTranscript), typeof(MimiSeam), typeof(MimiTranscript)], log.All.Where(told => told.Id > temporary.Id && told is MimiTranscript or MimiSeam && told != temporary).Select(static told => told.GetType()));
    }

    [Fact]
    public async Task OneConnectionAtATime_OpensTheNextAfterTheFinal()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, Start.Utterances(1) with { ReplayWindow = TimeSpan.FromSeconds(10), MaxConnections = 1 });
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 32_000));
        await session.StopRecognitionAsync(Token);
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        Assert.Equal(1, server.Openings);
        await first.FinishAsync(Json.Asr(true, ("one", 0, 1_000)));
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 0, 1_000)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(16_000, 16_000), second.Audio);
        Assert.Equal(["one", "two"], log.Determined.Select(static text => text.Text));
    }

    [Fact]
    public async Task PauseToFinalize_GivesEachSentenceItsFinal()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, new() { PauseToFinalize = TimeSpan.FromSeconds(0.5), IdleTimeout = TimeSpan.FromSeconds(25) });
        await using var log = new EventLog(session);

        await session.SpeakAsync([.. Voice.Silence(16_000), .. Voice.At(16_000, 16_000), .. Voice.Silence(16_000), .. Voice.At(48_000, 16_000)]);
        ServerConnection first = await server.AcceptAsync();
        await first.HearAllAsync();
        await first.FinishAsync(Json.Asr(true, ("one", 1_000, 2_000)));
        await log.NextAsync<MimiTranscript>(static text => text.IsDetermined);
        await session.StopRecognitionAsync(Token);
        ServerConnection second = await server.AcceptAsync();
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 500, 1_500)));
        await log.ReadToEndAsync();

        Assert.Equal(40_000, first.Samples); // Silence alone ends nothing; half a second of it after speech does.
        Assert.Equal((40_000L, MimiSeamReason.Pause), (log.Seams.Single().Sample, log.Seams.Single().Reason));
        Assert.Equal(TimeSpan.FromSeconds(3), log.Determined.Last().Start);
    }

    [Fact]
    public async Task NoAudioForAWhile_EndsTheUtterance_AndTheNextAudioConnectsAgain()
    {
        using var server = new ContinuousServer();
        var clock = new ManualTimeProvider();
        await using MimiContinuousSession session = Start.Asr(server, new() { IdleTimeout = TimeSpan.FromSeconds(5) }, clock);
        await using var log = new EventLog(session);

        await session.SpeakAsync(Voice.At(0, 8_000));
        ServerConnection first = await server.AcceptAsync();
        await first.HearAsync(8_000);
        Assert.False(first.HasBreak);
        clock.Advance(TimeSpan.FromSeconds(5));
        await first.HearAllAsync();
        await first.FinishAsync(Json.Asr(true, ("one", 0, 500)));
        await log.NextAsync<MimiConnectionChange>(static change => change.State == MimiConnectionState.Idle);
        await session.SpeakAsync(Voice.At(8_000, 8_000));
        ServerConnection second = await server.AcceptAsync();
        await session.StopRecognitionAsync(Token);
        await second.HearAllAsync();
        await second.FinishAsync(Json.Asr(true, ("two", 0, 500)));
        await log.ReadToEndAsync();

        Assert.Equal(Voice.At(8_000, 8_000), second.Audio);
        Assert.Equal(MimiSeamReason.Idle, log.Seams.Single().Reason);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(0.5)], log.Determined.Select(static text => text.Start));
    }

    /// <summary>Answers so many utterances with what was heard.</summary>
    internal static async Task HearAsync(ContinuousServer server, int count)
    {
        List<Task> playing = [];
        for (int i = 0; i < count; i++)
        {
            Task<ServerConnection> accepting = server.AcceptAsync();
            while (await Task.WhenAny([accepting, .. playing]) is var done && done != accepting)
            {
                playing.Remove(done);
                await done; // A mismatch shows at once.
            }

            ServerConnection connection = await accepting;
            playing.Add(Task.Run(async () =>
            {
                await connection.HearAllAsync();
                int start = Voice.PlaceOf(connection.Audio);
                Assert.Equal(Voice.At(start, connection.Samples), connection.Audio);
                await connection.FinishAsync(Json.Asr(true, ($"{start}+{connection.Samples}", 0, connection.Samples / 16.0)));
            }));
        }

        await Task.WhenAll(playing);
    }

    private static void Soften(byte[] audio, int start, int count)
    {
        for (int i = start; i < start + count; i++)
        {
            BitConverter.TryWriteBytes(audio.AsSpan(i * 2), (short)(BitConverter.ToInt16(audio, i * 2) / 20));
        }
    }
}
