using System.Buffers.Binary;
using System.Net.WebSockets;
using Mimi.Client.Services;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>What a full buffer does. Every sample carries its own number, so that what comes out tells what was lost.</summary>
public sealed class OverloadTests : IDisposable
{
    private static readonly MimiSessionOptions Drop = new() { SendBufferBytes = 3_200, Overload = MimiOverload.DropOldest };

    private readonly StallingWebSocket _socket = new();

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose() => _socket.Dispose();

    [Fact]
    public async Task Drop_BufferFull_TheOldestGivesWayAndTheGapIsExact()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        for (int i = 1; i <= 10; i++)
        {
            ValueTask sending = session.SendBinaryAsync(Samples(1_600 * i, 1_600), Token);
            Assert.True(sending.IsCompletedSuccessfully);
        }

        MimiAudioGap gap = Assert.Single(await EndAsync(session, frames: 2));

        Assert.Equal(new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(900), 1_600, 14_400), gap);
        Assert.Equal([.. Enumerable.Range(0, 1_600), .. Enumerable.Range(16_000, 1_600)], Sent());
    }

    [Theory]
    [InlineData(MimiOverload.Wait)]
    [InlineData(MimiOverload.DropOldest)]
    [InlineData(MimiOverload.Fail)]
    public async Task Send_NothingWaits_GoesOutAtOnceAndNothingFollowsTheStop(MimiOverload overload)
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, new() { Overload = overload });
        for (int i = 0; i < 3; i++)
        {
            await session.SendBinaryAsync(Samples(i, 1), Token);
            Assert.Equal(Samples(i, 1), (await server.ReceiveAsync())?.Bytes);
        }

        await session.StopAsync("stop", Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendBinaryAsync(Samples(3, 1), Token).AsTask());
        Assert.Throws<InvalidOperationException>(() => session.SendBinary(Samples(3, 1)));
        Assert.Throws<InvalidOperationException>(() => session.TrySendBinary(Samples(3, 1)));
        Assert.Equal("stop"u8.ToArray(), (await server.ReceiveAsync())?.Bytes);
    }

    [Fact]
    public async Task Drop_CountsInHealth()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        session.SendBinary(Samples(1_600, 1_600));

        Assert.True(session.TrySendBinary(Samples(3_200, 400)));

        Assert.Equal(
            (TimeSpan.Zero, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(25)),
            (session.Health.AudioSent, session.Health.AudioBuffered, session.Health.AudioDropped));
    }

    [Fact]
    public async Task Drop_Commands_NeverGiveWayAndKeepTheirPlace()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(Samples(1_600, 800), Token);
        await session.SendTextAsync("command", Token);
        await session.SendBinaryAsync(Samples(2_400, 1_200), Token); // 400 samples too many, and the command.

        MimiAudioGap gap = Assert.Single(await EndAsync(session, frames: 4));

        Assert.Equal((1_600, 404), (gap.StartSample, gap.SampleCount));
        Assert.Equal(["audio", "audio", "command", "audio", "stop"], _socket.Sent.Select(static sent => sent.Type == WebSocketMessageType.Binary ? "audio" : System.Text.Encoding.UTF8.GetString(sent.Bytes)));
    }

    [Fact]
    public async Task Drop_CommandsFillTheBuffer_AreRefusedAndNothingWaits()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(Samples(1_600, 200), Token);
        await session.SendTextAsync(new string('a', 3_000), Token);

        await Assert.ThrowsAsync<MimiOverloadException>(() => session.SendTextAsync(new string('b', 300), Token).AsTask());

        await session.SendTextAsync(new string('c', 200), Token);
        Assert.Equal(TimeSpan.FromTicks(200 * 625), session.Health.AudioDropped);
        Assert.True(session.IsActive);
    }

    [Fact]
    public async Task Drop_SendLongerThanTheBuffer_KeepsItsNewestPart()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(Samples(1_600, 100), Token);

        await session.SendBinaryAsync(Samples(1_700, 20_000), Token);

        MimiAudioGap gap = Assert.Single(await EndAsync(session, frames: 2));
        Assert.Equal((1_600, 18_500), (gap.StartSample, gap.SampleCount));
        Assert.Equal([.. Enumerable.Range(0, 1_600), .. Enumerable.Range(20_100, 1_600)], Sent());
    }

    [Fact]
    public async Task Drop_HalfASampleThenMoreThanTheBuffer_TheGapsComeInOrder()
    {
        await using var session = await OpenAsync(Drop);
        byte[] audio = Samples(0, 8_000);
        await session.SendBinaryAsync(audio.AsMemory(0, 200), Token);
        await _socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(audio.AsMemory(200, 1_001), Token);
        await session.SendBinaryAsync(audio.AsMemory(1_201, 8_000), Token);
        await session.SendBinaryAsync(audio.AsMemory(9_201, 6_799), Token);

        MimiAudioGap gap = Assert.Single(await EndAsync(session, frames: 2)); // Of three losses that meet.

        Assert.Equal(100, gap.StartSample);
        Assert.InRange(gap.SampleCount, 6_300, 6_302); // A sample that has begun is not torn.
        int kept = 100 + (int)gap.SampleCount;
        Assert.Equal([.. Enumerable.Range(0, 100), .. Enumerable.Range(kept, 8_000 - kept)], Sent());
    }

    [Theory]
    [InlineData(1, 3_200, 1)]
    [InlineData(2, 3_200, 1)]
    [InlineData(3, 3_200, 1)]
    [InlineData(4, 3_200, 2)]
    [InlineData(5, 3_200, 2)]
    [InlineData(6, 20_000, 1)]
    [InlineData(7, 20_000, 2)]
    public async Task Drop_AnySplitOfTheBytes_LosesWholeSamplesOnlyAndTellsEachOne(int seed, int capacity, int channels)
    {
        const int Count = 60_000;
        var random = new Random(seed);
        await using var session = await TestSessions.OpenAsync(_socket.AsEngine(), Drop with { SendBufferBytes = capacity }, format: MimiAudioFormat.Pcm(16_000, channels: channels));
        byte[] audio = Samples(0, Count);
        List<MimiAudioGap> gaps = [];
        Task reading = Task.Run(
            async () =>
            {
                await foreach (MimiAudioGap gap in session.ReceiveGapsAsync(Token))
                {
                    gaps.Add(gap);
                }
            },
            Token);
        for (int at = 0; at < audio.Length;)
        {
            int length = Math.Min(audio.Length - at, random.Next(10) == 0 ? random.Next(10_000) : random.Next(1_500));
            await session.SendBinaryAsync(audio.AsMemory(at, length), Token);
            at += length;
            if (random.Next(capacity / 400) == 0)
            {
                _socket.LetGo();
                await Task.Yield();
            }
        }

        await session.StopAsync("stop", Token);
        _socket.LetGo(1_000);
        await SessionWaits.UntilAsync(() => IsStopped());
        session.Cancel();
        await reading.WaitAsync(Token);

        HashSet<int> lost = [.. gaps.SelectMany(gap => Enumerable.Range((int)gap.StartSample * channels, (int)gap.SampleCount * channels))];
        Assert.NotEmpty(lost);
        Assert.Equal(lost.Count, gaps.Sum(gap => gap.SampleCount * channels));
        Assert.Equal(Enumerable.Range(0, Count).Where(number => !lost.Contains(number)).Select(static number => number & 0xFFFF), Sent());
        Assert.Equal(gaps.Sum(static gap => gap.SampleCount) * 625, session.Health.AudioDropped.Ticks);
    }

    [Fact]
    public async Task Drop_TimesOfResults_ArePutBackIntoTheUsersAudio()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(Samples(1_600, 1_600), Token);
        await session.SendBinaryAsync(Samples(3_200, 1_600), Token);
        await EndAsync(session, frames: 2);

        Assert.Equal(TimeSpan.FromMilliseconds(99), session.ToAudioTime(TimeSpan.FromMilliseconds(99)));
        Assert.Equal(TimeSpan.FromMilliseconds(200), session.ToAudioTime(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(TimeSpan.FromMilliseconds(250), session.ToAudioTime(TimeSpan.FromMilliseconds(150)));
        Assert.Throws<ArgumentOutOfRangeException>(() => session.ToAudioTime(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task Drop_WhileConnecting_KeepsTheNewest()
    {
        var accept = new TaskCompletionSource();
        var server = new SessionServer();
        server.Engine.BeforeConnect = (_, token) => accept.Task.WaitAsync(token);
        await using var session = TestSessions.Start(server.Engine, Drop);
        for (int i = 0; i < 5; i++)
        {
            await session.SendBinaryAsync(Samples(1_600 * i, 1_600), Token);
        }

        accept.SetResult();

        Assert.Equal(Samples(6_400, 1_600), (await server.ReceiveAsync())?.Bytes);
    }

    [Fact]
    public async Task Gaps_UnreadOverTheBound_TheOldestAreLeftOut()
    {
        await using var session = await OpenAsync(Drop);
        await session.SendBinaryAsync(Samples(0, 100), Token);
        await _socket.Stalled.WaitAsync(Token);
        for (int i = 0; i < 1_100; i++)
        {
            await session.SendBinaryAsync(Samples(0, 1_700), Token); // 100 of it are lost, and go out separated by what is sent.
            int written = i + 1;
            _socket.LetGo();
            await SessionWaits.UntilAsync(() => Count() > written);
        }

        List<MimiAudioGap> gaps = await EndAsync(session, frames: 1);

        Assert.Equal(1_024, gaps.Count);
        Assert.Equal(100 + (76 * 1_700), gaps[0].StartSample);
        Assert.Equal(1_100 * 100 * 625, session.Health.AudioDropped.Ticks);
    }

    [Fact]
    public async Task Gaps_SecondReader_IsRefusedUntilTheFirstHasLeft()
    {
        await using var session = await OpenAsync(Drop);
        using var source = new CancellationTokenSource();
        await using (var first = session.ReceiveGapsAsync(source.Token).GetAsyncEnumerator(Token))
        {
            Task<bool> waiting = first.MoveNextAsync().AsTask();
            await using var second = session.ReceiveGapsAsync(Token).GetAsyncEnumerator(Token);
            await Assert.ThrowsAsync<InvalidOperationException>(() => second.MoveNextAsync().AsTask());
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Empty(await EndAsync(session, frames: 0));
    }

    [Fact]
    public async Task Fail_BufferFull_ThrowsTakesNothingAndTheSessionGoesOn()
    {
        await using var session = await OpenAsync(new() { SendBufferBytes = 3_200, Overload = MimiOverload.Fail });
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(Samples(1_600, 1_000), Token);

        var e = await Assert.ThrowsAsync<MimiOverloadException>(() => session.SendBinaryAsync(Samples(0, 601), Token).AsTask());
        Assert.Throws<MimiOverloadException>(() => session.SendBinary(Samples(0, 601)));
        Assert.False(session.TrySendBinary(Samples(0, 601)));
        await Assert.ThrowsAsync<ArgumentException>(() => session.SendBinaryAsync(Samples(0, 1_601), Token).AsTask());

        Assert.Equal((1_202, 3_200, true), (e.Bytes, e.Capacity, e.IsTransient));
        Assert.True(session.IsActive);
        await session.SendBinaryAsync(Samples(2_600, 600), Token);
        Assert.Empty(await EndAsync(session, frames: 2));
        Assert.Equal(Enumerable.Range(0, 3_200), Sent());
    }

    [Fact]
    public async Task Fail_RecognizeStream_TellsTheCallerAndDoesNotHang()
    {
        var client = new Mimi.Client.Asr.MimiAsrClient(_socket.AsEngine(), null, TestSessions.Address);

        await Assert.ThrowsAsync<MimiOverloadException>(async () =>
        {
            await foreach (var _ in client.RecognizeStreamAsync(Chunks(), new() { Session = new() { SendBufferBytes = 3_200, Overload = MimiOverload.Fail } }, Token))
            {
            }
        });

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks()
        {
            while (true)
            {
                yield return new byte[1_600];
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData(MimiOverload.DropOldest)]
    [InlineData(MimiOverload.Wait)]
    public async Task Open_OptionsThatNeedPcm_AreRefusedForFlacBeforeAnythingIsSent(MimiOverload overload)
    {
        var options = new MimiSessionOptions { Overload = overload, KeepAlive = overload == MimiOverload.Wait ? TimeSpan.FromSeconds(20) : null };
        var engine = new SessionServer().Engine;
        int connections = 0;
        engine.BeforeConnect = (_, _) => Task.FromResult(connections++);
        var client = new Mimi.Client.Asr.MimiAsrClient(engine, null, TestSessions.Address);
        var flac = new Mimi.Client.Asr.MimiAsrOptions { Session = options, AudioFormat = new(MimiAudioEncoding.Flac, 16_000) };

        var e = await Assert.ThrowsAsync<ArgumentException>(() => client.OpenSessionAsync(flac, Token));
        Assert.Throws<ArgumentException>(() => client.StartSession(flac));

        Assert.Contains("PCM", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, connections);
    }

    private static byte[] Samples(int first, int count)
    {
        byte[] audio = new byte[2 * count];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(audio.AsSpan(2 * i), (ushort)(first + i));
        }

        return audio;
    }

    private Task<MimiServiceSession<string>> OpenAsync(MimiSessionOptions options) => TestSessions.OpenAsync(_socket.AsEngine(), options);

    /// <summary>Lets everything out, and reads the gaps.</summary>
    private async Task<List<MimiAudioGap>> EndAsync(MimiServiceSession<string> session, int frames)
    {
        await session.StopAsync("stop", Token);
        _socket.LetGo(frames + 1);
        await SessionWaits.UntilAsync(IsStopped);
        session.Cancel();
        List<MimiAudioGap> gaps = [];
        await foreach (MimiAudioGap gap in session.ReceiveGapsAsync(Token))
        {
            gaps.Add(gap);
        }

        return gaps;
    }

    private int Count()
    {
        lock (_socket.Sent)
        {
            return _socket.Sent.Count;
        }
    }

    private bool IsStopped()
    {
        lock (_socket.Sent)
        {
            return _socket.Sent.Exists(static sent => sent.Type == WebSocketMessageType.Text && sent.Bytes.Length == 4);
        }
    }

    private IEnumerable<int> Sent()
    {
        byte[] all = [.. _socket.Sent.Where(static sent => sent.Type == WebSocketMessageType.Binary).SelectMany(static sent => sent.Bytes)];
        return Enumerable.Range(0, all.Length / 2).Select(i => (int)BinaryPrimitives.ReadUInt16LittleEndian(all.AsSpan(2 * i)));
    }
}
