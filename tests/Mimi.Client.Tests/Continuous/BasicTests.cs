using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.NictAsr;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>What a continuous session does when nothing goes wrong: connects when there is audio, maps each service's results, and ends.</summary>
public sealed class BasicTests
{
    private static readonly Uri Address = new("http://mimi.test/");

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Start_NoAudio_HoldsNoConnectionAndEndsNormally()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = new MimiAsrClient(server.Engine, null, Address).StartContinuousSession();
        await using var log = new EventLog(session);

        Assert.True(session.IsActive);
        Assert.Equal(MimiConnectionState.Idle, session.State);
        await session.StopRecognitionAsync(Token);
        await log.ReadToEndAsync();

        Assert.False(session.IsActive);
        Assert.Equal(0, server.Openings);
        Assert.Equal(MimiConnectionState.Closed, Assert.IsType<MimiConnectionChange>(Assert.Single(log.All)).State);
    }

    [Fact]
    public async Task Asr_TemporariesAndFinal_AreOneSegmentInTheUsersTime()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = new MimiAsrClient(server.Engine, null, Address).StartContinuousSession();
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 16_000), Token);
        ServerConnection connection = await server.AcceptAsync();
        await connection.HearAsync(16_000);
        await connection.SendAsync(Json.Asr(false, ("a", 100, 300)));
        MimiTranscript first = await log.NextAsync<MimiTranscript>();
        await connection.SendAsync(Json.Asr(false, ("a", 100, 300), ("b", 300, 500)));
        MimiTranscript second = await log.NextAsync<MimiTranscript>();
        await session.StopRecognitionAsync(Token);
        await connection.HearAllAsync();
        await connection.FinishAsync(Json.Asr(true, ("a", 100, 300), ("b", 300, 520)));
        await log.ReadToEndAsync();

        MimiTranscript final = Assert.Single(log.Determined);
        Assert.Equal(Voice.At(0, 16_000), connection.Audio);
        Assert.Equal((MimiResultKind.Temporary, "a", null), (first.Kind, first.Text, first.Supersedes));
        Assert.Equal(("ab", first.Id), (second.Text, second.Supersedes));
        Assert.Equal((MimiResultKind.Final, "ab", second.Id), (final.Kind, final.Text, final.Supersedes));
        Assert.Equal((TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(520)), (final.Start, final.End));
        Assert.Single(log.Texts.Select(static text => text.SegmentId).Distinct());
        Assert.Equal(2, Assert.IsType<MimiAsrResult>(final.Result).Segments.Count);
        Assert.Equal([MimiConnectionState.Connecting, MimiConnectionState.Connected, MimiConnectionState.Closed], log.Changes.Select(static change => change.State));
        Assert.Equal(Enumerable.Range(1, log.All.Count).Select(static id => (long)id), log.All.Select(static told => told.Id));
    }

    [Fact]
    public async Task V1_Final_IsTheWholeUtterance()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = new NictAsrV1Client(server.Engine, null, Address).StartContinuousSession();
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 8_000), Token);
        await session.StopRecognitionAsync(Token);
        ServerConnection connection = await server.AcceptAsync();
        await connection.HearAllAsync();
        await connection.FinishAsync(Json.V1("word"));
        await log.ReadToEndAsync();

        MimiTranscript final = Assert.Single(log.Texts);
        Assert.Equal((MimiResultKind.Final, "word", TimeSpan.Zero, TimeSpan.FromSeconds(0.5)), (final.Kind, final.Text, final.Start, final.End));
    }

    [Fact]
    public async Task V2_DeterminedPiece_IsTemporaryUntilTheNextOneBegins()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = new NictAsrV2Client(server.Engine, null, Address).StartContinuousSession(new() { Progressive = true });
        await using var log = new EventLog(session);

        await session.SendBinaryAsync(Voice.At(0, 32_000), Token);
        ServerConnection connection = await server.AcceptAsync();
        await connection.HearAsync(32_000);
        await connection.SendAsync(Json.V2(false, false, "今日は。", 0));
        await connection.SendAsync(Json.V2(false, true, "今日は", 0));
        MimiTranscript hypothesis = await log.NextAsync<MimiTranscript>();
        MimiTranscript waiting = await log.NextAsync<MimiTranscript>();
        await connection.SendAsync(Json.V2(false, false, "いい天気", 1_100));
        MimiTranscript partial = await log.NextAsync<MimiTranscript>();
        MimiTranscript next = await log.NextAsync<MimiTranscript>();
        await session.StopRecognitionAsync(Token);
        await connection.HearAllAsync();
        await connection.FinishAsync(Json.V2(true, true, "いい天気です。", 1_100));
        await log.ReadToEndAsync();

        Assert.Equal((MimiResultKind.Temporary, null), (hypothesis.Kind, hypothesis.End));
        Assert.Equal((MimiResultKind.Temporary, "今日は", hypothesis.Id, null), (waiting.Kind, waiting.Text, waiting.Supersedes, waiting.End));
        Assert.Equal((MimiResultKind.Partial, "今日は", waiting.Id), (partial.Kind, partial.Text, partial.Supersedes));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMilliseconds(1_100)), (partial.Start, partial.End));
        Assert.Equal((MimiResultKind.Temporary, null, TimeSpan.FromMilliseconds(1_100)), (next.Kind, next.Supersedes, next.Start));
        MimiTranscript final = log.Texts.Last();
        Assert.Equal((MimiResultKind.Final, "いい天気です。", next.Id), (final.Kind, final.Text, final.Supersedes));
        Assert.Equal((TimeSpan.FromMilliseconds(1_100), TimeSpan.FromSeconds(2)), (final.Start, final.End));
        Assert.Equal(next.SegmentId, final.SegmentId);
        Assert.NotEqual(partial.SegmentId, final.SegmentId);
    }

    [Fact]
    public void Flac_IsRefusedBeforeAnyConnection()
    {
        using var server = new ContinuousServer();
        var client = new MimiAsrClient(server.Engine, null, Address);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => client.StartContinuousSession(new() { AudioFormat = new(MimiAudioEncoding.Flac, 16_000) }));

        Assert.Contains("PCM", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Openings);
    }

    [Fact]
    public void Options_ThatDoNotFitEachOther_AreRefused()
    {
        using var server = new ContinuousServer();
        var client = new MimiAsrClient(server.Engine, null, Address);

        ArgumentException window = Assert.Throws<ArgumentException>(() => client.StartContinuousSession(null, new() { ReplayWindow = TimeSpan.FromSeconds(10) }));
        ArgumentException rollover = Assert.Throws<ArgumentException>(() => client.StartContinuousSession(null, new() { RolloverAfter = TimeSpan.FromSeconds(29) }));

        Assert.Contains("MaxUtterance is 28 s and ReplayWindow 10 s", window.Message, StringComparison.Ordinal);
        Assert.Contains("RolloverAfter is 29 s and MaxUtterance 28 s", rollover.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiContinuousOptions { ReplayWindow = TimeSpan.FromSeconds(0.5) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiContinuousOptions { MaxConnections = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiReconnectOptions { MaxAttempts = -1 });
    }

    [Fact]
    public async Task Events_AreEnumeratedOnce()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = new MimiAsrClient(server.Engine, null, Address).StartContinuousSession();
        await session.StopRecognitionAsync(Token);
        await new EventLog(session).ReadToEndAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => new EventLog(session).ReadToEndAsync());
    }
}
