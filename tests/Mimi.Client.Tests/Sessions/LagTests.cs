using Mimi.Client.Asr;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Which speech counts as answered, at the edges.</summary>
public sealed class LagTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Health_LagOfExactlyTheThreshold_Lags()
    {
        TimeSpan lag = (await SpeakAsync(TimeSpan.FromSeconds(3))).Lag;

        Assert.Equal(MimiSessionHealthState.Lagging, (await SpeakAsync(lag)).State);
        Assert.Equal(MimiSessionHealthState.Healthy, (await SpeakAsync(lag + TimeSpan.FromTicks(1))).State);
    }

    [Fact]
    public async Task Health_ResultBeyondWhatWasSent_DoesNotAnswerWhatFollows()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server, TimeSpan.FromSeconds(3));
        Task draining = server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Silence(1));
        TimeSpan sent = session.Health.AudioSent;
        await server.SendAsync(Results.Temporary(5_000));
        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered == sent);

        await session.SendThroughAsync(TestVoice.Silence(1));

        Assert.Equal(sent, session.Health.AudioAnswered);
    }

    [Fact]
    public async Task Health_MinutesOfSpeech_KeepTheirSumAndTheirPlaces()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server, TimeSpan.FromSeconds(3));
        Task draining = server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Speech(110)); // More than 1,024 blocks of 100 ms.
        Assert.InRange(session.Health.Lag, TimeSpan.FromSeconds(109), TimeSpan.FromSeconds(110.1));

        await server.SendAsync(Results.Temporary(60_000));
        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered == TimeSpan.FromSeconds(60));

        Assert.InRange(session.Health.Lag, TimeSpan.FromSeconds(49.7), TimeSpan.FromSeconds(50.3));
    }

    [Fact]
    public async Task Health_OneLongFrame_SpeechHasItsPlaceWithin()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server, TimeSpan.FromSeconds(3));
        await session.SendBinaryAsync(TestVoice.Speech(2), Token);
        Assert.Equal(2 * TestVoice.BytesPerSecond, (await server.ReceiveAsync())?.Bytes.Length);
        await SessionWaits.UntilAsync(() => session.Health.AudioSent == TimeSpan.FromSeconds(2));

        await server.SendAsync(Results.Temporary(1_000));
        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered == TimeSpan.FromSeconds(1));

        Assert.InRange(session.Health.Lag, TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(1.1));
    }

    private async Task<MimiSessionHealth> SpeakAsync(TimeSpan threshold)
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server, threshold);
        Task draining = server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Speech(2));
        return session.Health;
    }

    private Task<MimiRecognitionSession<MimiAsrResult>> OpenAsync(SessionServer server, TimeSpan threshold) =>
        new MimiAsrClient(server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Session = new() { TimeProvider = _clock, LagThreshold = threshold } }, Token);
}
