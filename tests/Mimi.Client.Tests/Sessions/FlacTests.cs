using System.Net.WebSockets;
using Mimi.Client.Asr;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>PCM that goes out as FLAC: what the server decodes is what was given, and everything else goes on counting in PCM.</summary>
public sealed class FlacTests
{
    private const int BlockBytes = 3_200;

    private static readonly MimiSessionOptions Flac = new() { Encoding = MimiWireEncoding.Flac };

    private readonly ManualTimeProvider _clock = new();
    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData(0, 16_000, 1)]
    [InlineData(5, 16_000, 1)]
    [InlineData(8, 44_100, 2)]
    [InlineData(5, 8_000, 1)]
    [InlineData(3, 192_000, 2)]
    public async Task Stop_EverySampleIsThereBeforeTheEndMarker(int level, int rate, int channels)
    {
        var random = new Random(level);
        byte[] audio = [.. TestVoice.Speech(2.35), .. TestVoice.Noise(1, peak: 32_767)];
        await using var session = await TestSessions.OpenAsync(_server.Engine, Flac with { FlacLevel = level }, format: MimiAudioFormat.Pcm(rate, channels));
        Task<(List<byte[]> Audio, string Text)> receiving = _server.ReceiveUntilTextAsync();

        for (int at = 0; at < audio.Length;)
        {
            int count = Math.Min(audio.Length - at, 1 + random.Next(5_000));
            await session.SendBinaryAsync(audio.AsMemory(at, count), Token);
            at += count;
        }

        await session.StopAsync("stop", Token);
        (List<byte[]> messages, string text) = await receiving;

        Assert.Equal("stop", text);
        Assert.Equal(audio, FlacBytes.Decode(Concat(messages)));
        Assert.All(messages, static message => Assert.InRange(message.Length, 1, 65_536));
        Assert.Equal($"audio/x-flac;bit=16;rate={rate};channels={channels}", _server.Request!.Headers.NonValidated["X-Mimi-Content-Type"].ToString());
        Assert.Equal($"audio/x-flac;bit=16;rate={rate};channels={channels}", _server.Request.Content!.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public async Task Stop_OneLongBurstOfNoise_IsCutIntoMessages()
    {
        byte[] audio = TestVoice.Noise(60, peak: 32_767);
        await using var session = await TestSessions.OpenAsync(_server.Engine, Flac with { SendBufferBytes = audio.Length });
        Task<(List<byte[]> Audio, string Text)> receiving = _server.ReceiveUntilTextAsync();

        await session.SendBinaryAsync(audio, Token);
        await session.StopAsync("stop", Token);
        (List<byte[]> messages, _) = await receiving;

        Assert.Equal(audio, FlacBytes.Decode(Concat(messages)));
        Assert.All(messages, static message => Assert.InRange(message.Length, 1, 65_536));
    }

    [Fact]
    public async Task Stop_NoAudioAtAll_IsAWholeStreamAllTheSame()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine, Flac);

        await session.StopAsync("stop", Token);

        Assert.Empty(FlacBytes.Decode(Concat((await _server.ReceiveUntilTextAsync()).Audio)));
    }

    [Fact]
    public async Task Send_Paced_EachBlockGoesOutAsItIsComplete()
    {
        byte[] audio = TestVoice.Speech(1);
        var server = new FlacBytes();
        await using var session = await TestSessions.OpenAsync(_server.Engine, Flac);

        for (int at = 0; at < audio.Length; at += BlockBytes)
        {
            await session.SendBinaryAsync(audio.AsMemory(at, BlockBytes), Token);

            Assert.Equal(audio[at..(at + BlockBytes)], server.Add((await _server.ReceiveAsync())!.Value.Bytes)); // Without the next one.
        }

        Assert.Equal((16_000, 1, 16, null), (server.StreamInfo!.SampleRate, server.StreamInfo.Channels, server.StreamInfo.BitsPerSample, server.StreamInfo.TotalFrames));
    }

    [Fact]
    public async Task HasSentAll_TheLastBlockIsStillOnItsWay_IsFalse()
    {
        using var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), Flac);
        await session.SendBinaryAsync(TestVoice.Speech(0.05), Token);

        await session.StopAsync("stop", Token);
        await socket.Stalled.WaitAsync(Token); // In the write of the last block, with the end marker taken.

        Assert.False(session.HasSentAll);
        Assert.Equal(TimeSpan.Zero, session.Health.AudioSent);
        socket.LetGo(2);
        await SessionWaits.UntilAsync(() => session.HasSentAll);
    }

    [Fact]
    public async Task Health_CountsAsSentWhatTheServerCanDecode()
    {
        byte[] audio = TestVoice.Speech(0.35);
        await using var session = await TestSessions.OpenAsync(_server.Engine, Flac);

        await session.SendBinaryAsync(audio, Token);
        await SessionWaits.UntilAsync(() => session.Health.AudioSent > TimeSpan.Zero);

        Assert.Equal((TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.05)), (session.Health.AudioSent, session.Health.AudioBuffered));
        await session.StopAsync("stop", Token);
        await _server.ReceiveUntilTextAsync();
        await SessionWaits.UntilAsync(() => session.Health.AudioBuffered == TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(0.35), session.Health.AudioSent);
    }

    [Fact]
    public async Task KeepAlive_BringsWhatWaitsAndIsTakenOutOfTheTimes()
    {
        TimeSpan interval = TimeSpan.FromSeconds(20);
        byte[] audio = TestVoice.Speech(0.3);
        var server = new FlacBytes();
        await using var session = await TestSessions.OpenAsync(_server.Engine, Flac with { KeepAlive = interval, TimeProvider = _clock });

        await session.SendBinaryAsync(audio.AsMemory(0, 4_800), Token); // 150 ms, of which 50 wait.
        byte[] first = server.Add((await _server.ReceiveAsync())!.Value.Bytes);
        await _clock.WaitForTimersAsync(1, Token);
        await SessionWaits.UntilAsync(() => session.Health.AudioSent == TimeSpan.FromMilliseconds(100) && _clock.ArmedTimers == 1);
        _clock.Advance(interval);
        byte[] second = server.Add((await _server.ReceiveAsync())!.Value.Bytes);
        await session.SendBinaryAsync(audio.AsMemory(4_800), Token);
        byte[] third = server.Add((await _server.ReceiveAsync())!.Value.Bytes);
        await session.StopAsync("stop", Token);
        byte[] fourth = server.Add(Concat((await _server.ReceiveUntilTextAsync()).Audio));

        Assert.Equal([.. audio[..4_800], .. new byte[3_200], .. audio[4_800..]], [.. first, .. second, .. third, .. fourth]);
        Assert.Equal((3_200, 3_200, 6_400, 0), (first.Length, second.Length, third.Length, fourth.Length));
        Assert.Equal(
            [100, 150, 150, 150, 200, 300],
            new double[] { 100, 150, 200, 250, 300, 400 }.Select(time => session.ToAudioTime(TimeSpan.FromMilliseconds(time)).TotalMilliseconds));
    }

    [Fact]
    public async Task DropOldest_WhatIsDecodedAndTheGapsAreAllOfTheAudio()
    {
        using var socket = new StallingWebSocket();
        byte[] audio = TestVoice.Speech(3);
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), Flac with { SendBufferBytes = 8_000, Overload = MimiOverload.DropOldest });
        Task<List<MimiAudioGap>> reading = ReadGapsAsync(session);

        await session.SendBinaryAsync(audio.AsMemory(0, 5_000), Token);
        await socket.Stalled.WaitAsync(Token);
        for (int at = 5_000; at < audio.Length; at += 1_000)
        {
            await session.SendBinaryAsync(audio.AsMemory(at, Math.Min(1_000, audio.Length - at)), Token);
        }

        socket.LetGo(100);
        await session.StopAsync("stop", Token);
        await SessionWaits.UntilAsync(() => session.HasSentAll && session.Health.AudioBuffered == TimeSpan.Zero);
        session.Cancel();

        List<byte> expected = [.. audio];
        foreach (MimiAudioGap gap in Enumerable.Reverse(await reading))
        {
            expected.RemoveRange(2 * (int)gap.StartSample, 2 * (int)gap.SampleCount);
        }

        Assert.NotEqual(audio.Length, expected.Count);
        Assert.Equal(expected, FlacBytes.Decode(Concat(socket.Sent.Where(static sent => sent.Type == WebSocketMessageType.Binary).Select(static sent => sent.Bytes))));
    }

    [Fact]
    public async Task Open_WhatCannotBeEncoded_IsRefusedBeforeAnythingIsSent()
    {
        int connections = 0;
        _server.Engine.BeforeConnect = (_, _) => Task.FromResult(connections++);
        var client = new MimiAsrClient(_server.Engine, null, TestSessions.Address);
        foreach ((MimiAudioFormat format, string advice) in new[]
        {
            (MimiAudioFormat.Pcm16k with { Encoding = MimiAudioEncoding.Flac }, "FLAC already"),
            (MimiAudioFormat.Pcm(16_000, channels: 3), "3 channels"),
            (MimiAudioFormat.Pcm(65_537), "65537 Hz"),
        })
        {
            var options = new MimiAsrOptions { AudioFormat = format, Session = Flac };

            Assert.Contains(advice, (await Assert.ThrowsAsync<ArgumentException>(() => client.OpenSessionAsync(options, Token))).Message, StringComparison.Ordinal);
            Assert.Contains(advice, Assert.Throws<ArgumentException>(() => client.StartSession(options)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => client.StartContinuousSession(options));
            Assert.Contains(advice, (await Assert.ThrowsAsync<ArgumentException>(() => client.RecognizeAsync(new byte[2], options, Token))).Message, StringComparison.Ordinal);
            Assert.Contains(advice, (await Assert.ThrowsAsync<ArgumentException>(() => client.RecognizeAsync(new MemoryStream(), options, Token))).Message, StringComparison.Ordinal);
        }

        var service = new MimiServiceClient(_server.Engine, null, TestSessions.Address);
        Assert.Contains("no audio format", Assert.Throws<ArgumentException>(() => service.StartSession(new() { Session = Flac }, Results.PlainDecoder)).Message, StringComparison.Ordinal);
        Assert.Equal(0, connections);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { Encoding = (MimiWireEncoding)2 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { FlacLevel = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiSessionOptions { FlacLevel = 9 });
        Assert.Equal((MimiWireEncoding.AsGiven, 5), (new MimiSessionOptions().Encoding, new MimiSessionOptions().FlacLevel));
    }

    private static async Task<List<MimiAudioGap>> ReadGapsAsync(MimiServiceSession<string> session)
    {
        List<MimiAudioGap> gaps = [];
        await foreach (MimiAudioGap gap in session.ReceiveGapsAsync(Token))
        {
            gaps.Add(gap);
        }

        return gaps;
    }

    private static byte[] Concat(IEnumerable<byte[]> messages) => [.. messages.SelectMany(static message => message)];
}
