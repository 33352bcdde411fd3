using Mimi.Client.Asr;
using Mimi.Client.GoogleAsr;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>What is waited for in vain ends the session in time, and nothing else does.</summary>
public sealed class WatchdogTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Send_WriteStalls_FailsAfterTheSendTimeout()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock });
        Task reading = session.ReadAsync();
        await session.SendBinaryAsync(new byte[3_200], Token);
        await _clock.WaitForTimersAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.True(session.IsActive);

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => reading.WaitAsync(Token));
        Assert.Equal(("send-stalled", TimeSpan.FromSeconds(10), true), (MimiErrorCatalog.Find(e)?.Id, e.Timeout, e.IsTransient));
        Assert.Contains("10 s", e.Message, StringComparison.Ordinal);
        Assert.Contains("SendTimeout", e.Advice, StringComparison.Ordinal);
        Assert.Same(e, (await Assert.ThrowsAsync<MimiIOException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask())).InnerException);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Send_WritesThatGoOn_DoNotTimeOut()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock });
        for (int i = 1; i <= 5; i++)
        {
            await session.SendBinaryAsync(new byte[3_200], Token);
            await _clock.WaitForTimersAsync(1, Token);
            _clock.Advance(TimeSpan.FromSeconds(9));
            socket.LetGo();
            int written = i;
            await SessionWaits.UntilAsync(() => session.Health.AudioSent == TimeSpan.FromMilliseconds(100 * written) && _clock.ArmedTimers == 0);
        }

        Assert.True(session.IsActive);
    }

    [Fact]
    public async Task Send_TimeoutSwitchedOff_WaitsOn()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock, SendTimeout = Timeout.InfiniteTimeSpan });
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.True(session.IsActive);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Answer_SpeechAndNoMessage_FailsWithinTenSecondsOfSpeech()
    {
        await using var session = await OpenAsrAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        double spoken = 0;
        foreach (byte[] chunk in TestVoice.Speech(12).Chunk(3_200))
        {
            if (!session.IsActive)
            {
                break;
            }

            TimeSpan sent = session.Health.AudioSent;
            await session.SendBinaryAsync(chunk, Token);
            await SessionWaits.UntilAsync(() => session.Health.AudioSent > sent || !session.IsActive);
            spoken += 0.1;
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => ReadAsync(session));
        Assert.Equal("no-answer", MimiErrorCatalog.Find(e)?.Id);
        Assert.InRange(spoken, 7.9, 10);
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Answer_EveryMessageEndsTheCount()
    {
        await using var session = await OpenAsrAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        for (int i = 1; i <= 4; i++)
        {
            await session.SendThroughAsync(TestVoice.Speech(2));
            await _clock.WaitForTimersAsync(1, Token);
            _clock.Advance(TimeSpan.FromSeconds(7.9));
            await _server.SendAsync(Results.Temporary(2_000 * i));
            await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 0);
        }

        _clock.Advance(TimeSpan.FromHours(1)); // One is silent now, and so is the server.

        Assert.True(session.IsActive);
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("noise")]
    [InlineData("low noise")]
    [InlineData("tone")]
    [InlineData("cough")]
    [InlineData("coughs")]
    public async Task Answer_NoSpeech_NeverFails(string sound)
    {
        await using var session = await OpenAsrAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        byte[] audio = sound switch
        {
            "silence" => TestVoice.Silence(5),
            "noise" => [.. TestVoice.Silence(1), .. TestVoice.Noise(5), .. TestVoice.Silence(1), .. TestVoice.Noise(3)],
            "low noise" => TestVoice.Noise(5, peak: 30),
            "tone" => [.. TestVoice.Silence(1), .. TestVoice.Tone(5)],
            "cough" => [.. TestVoice.Silence(1), .. TestVoice.Speech(0.5), .. TestVoice.Silence(3)],
            _ => [.. Enumerable.Range(0, 6).SelectMany(static _ => (byte[])[.. TestVoice.Speech(0.4), .. TestVoice.Silence(2)])],
        };

        await session.SendThroughAsync(audio);

        Assert.Equal(0, _clock.ArmedTimers);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(session.IsActive);
        Assert.InRange(session.Health.Lag, TimeSpan.Zero, TimeSpan.FromSeconds(sound == "coughs" ? 3 : 0.9));
    }

    [Fact]
    public async Task Answer_SpeechInNoise_Counts()
    {
        await using var session = await OpenAsrAsync();
        Task draining = _server.ReceiveUntilTextAsync();
        byte[] noise = TestVoice.Noise(8, peak: 100);
        byte[] speech = [.. TestVoice.Silence(5), .. TestVoice.Speech(3)];
        for (int i = 0; i < noise.Length; i += 2)
        {
            BitConverter.TryWriteBytes(noise.AsSpan(i), (short)(BitConverter.ToInt16(noise, i) + BitConverter.ToInt16(speech, i)));
        }

        await session.SendThroughAsync(noise);

        Assert.Equal(1, _clock.ArmedTimers);
        Assert.InRange(session.Health.Lag, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3.5));
    }

    [Theory]
    [InlineData("google", true)]
    [InlineData("v1", false)]
    [InlineData("v2 temporary", true)]
    [InlineData("v2 progressive", true)]
    [InlineData("v2 final only", false)]
    public async Task Answer_OnlyWhereTheServiceAnswersWhileOneSpeaks(string service, bool expects)
    {
        var options = new MimiSessionOptions { TimeProvider = _clock };
        var v2 = new NictAsrV2Client(_server.Engine, null, TestSessions.Address);
        Task<int> armed = service switch
        {
            "google" => SpeakAsync(new GoogleAsrClient(_server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Session = options }, Token)),
            "v1" => SpeakAsync(new NictAsrV1Client(_server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Session = options }, Token)),
            "v2 temporary" => SpeakAsync(v2.OpenSessionAsync(new() { Session = options }, Token)),
            "v2 progressive" => SpeakAsync(v2.OpenSessionAsync(new() { Session = options, Temporary = false, Progressive = true }, Token)),
            _ => SpeakAsync(v2.OpenSessionAsync(new() { Session = options, Temporary = false }, Token)),
        };

        Assert.Equal(expects ? 1 : 0, await armed);
    }

    [Fact]
    public async Task Answer_LongIntervalOfTemporaryResults_IsWaitedForTwice()
    {
        await using var session = await new NictAsrV2Client(_server.Engine, null, TestSessions.Address)
            .OpenSessionAsync(new() { Session = new() { TimeProvider = _clock }, TemporaryInterval = TimeSpan.FromSeconds(20) }, Token);
        Task draining = _server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Speech(2));

        _clock.Advance(TimeSpan.FromSeconds(39.9));
        Assert.True(session.IsActive);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task Answer_Flac_IsNotListenedTo()
    {
        await using var session = await new MimiAsrClient(_server.Engine, null, TestSessions.Address)
            .OpenSessionAsync(new() { Session = new() { TimeProvider = _clock }, AudioFormat = new(MimiAudioEncoding.Flac, 16_000) }, Token);
        await session.SendBinaryAsync(TestVoice.Speech(2), Token);
        await _server.ReceiveAsync();
        await session.SendBinaryAsync(new byte[2], Token);
        await _server.ReceiveAsync();

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.True(session.IsActive);
        Assert.Equal(TimeSpan.Zero, session.Health.AudioSent);
    }

    [Fact]
    public async Task Final_NoMessage_FailsAfterTheTimeoutAndTheAudiosLength()
    {
        await using var session = await new NictAsrV1Client(_server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Session = new() { TimeProvider = _clock } }, Token);
        Task<(List<byte[]>, string)> draining = _server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(new byte[(20 * 32_000) - 2]);
        await session.StopRecognitionAsync(Token);
        await draining.WaitAsync(Token);
        await _clock.WaitForTimersAsync(1, Token);
        Task reading = ReadAsync(session);
        _clock.Advance(TimeSpan.FromSeconds(49.9));
        Assert.False(reading.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => reading.WaitAsync(Token));
        Assert.Equal(("final-overdue", TimeSpan.FromSeconds(50)), (MimiErrorCatalog.Find(e)?.Id, e.Timeout));
        Assert.Null(await _server.ReceiveAsync());
    }

    [Fact]
    public async Task Final_EveryMessageCountsAnew_AndTheFinalOneEndsIt()
    {
        await using var session = await OpenAsrAsync();
        await session.StopRecognitionAsync(Token);
        await _server.ReceiveUntilTextAsync();
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);
        for (int i = 0; i < 3; i++)
        {
            await _clock.WaitForTimersAsync(1, Token);
            _clock.Advance(TimeSpan.FromSeconds(20));
            await _server.SendAsync(Results.Temporary(1));
            Assert.True(await results.MoveNextAsync());
        }

        await _server.SendAsync(Results.Final);
        Assert.True(await results.MoveNextAsync());
        await _server.CloseAsync(1000);
        Assert.False(await results.MoveNextAsync());
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 0);
    }

    [Fact]
    public async Task Final_FlacIsTakenToBeLong()
    {
        await using var session = await new NictAsrV1Client(_server.Engine, null, TestSessions.Address)
            .OpenSessionAsync(new() { Session = new() { TimeProvider = _clock }, AudioFormat = new(MimiAudioEncoding.Flac, 16_000) }, Token);
        await session.SendBinaryAsync(new byte[32_000], Token); // At most ten seconds.
        await session.StopRecognitionAsync(Token);
        await _server.ReceiveUntilTextAsync();
        await _clock.WaitForTimersAsync(1, Token);

        _clock.Advance(TimeSpan.FromSeconds(39));

        Assert.Equal(1, _clock.ArmedTimers);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<MimiTimeoutException>(() => ReadAsync(session));
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { SendTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { AnswerTimeout = TimeSpan.FromHours(2) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { FinalTimeout = TimeSpan.FromSeconds(-5) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { LagThreshold = Timeout.InfiniteTimeSpan });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { KeepAlive = TimeSpan.FromSeconds(30) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { KeepAlive = TimeSpan.FromSeconds(0.9) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { Overload = (MimiOverload)3 });
        Assert.Equal(Timeout.InfiniteTimeSpan, new MimiSessionOptions { FinalTimeout = Timeout.InfiniteTimeSpan }.FinalTimeout);
    }

    private static async Task<List<T>> ReadAsync<T>(MimiRecognitionSession<T> session)
    {
        List<T> results = [];
        await foreach (T result in session.ReceiveAllAsync(Token))
        {
            results.Add(result);
        }

        return results;
    }

    private Task<MimiRecognitionSession<MimiAsrResult>> OpenAsrAsync() =>
        new MimiAsrClient(_server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Session = new() { TimeProvider = _clock } }, Token);

    private async Task<int> SpeakAsync<T>(Task<MimiRecognitionSession<T>> opening)
    {
        await using MimiRecognitionSession<T> session = await opening;
        Task draining = _server.ReceiveUntilTextAsync();
        await session.SendThroughAsync(TestVoice.Speech(2));
        return _clock.ArmedTimers;
    }
}
