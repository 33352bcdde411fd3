using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class SendTests
{
    private static readonly MimiSessionOptions SmallBuffer = new() { SendBufferBytes = 3_200 };

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Send_BufferFull_WaitsUntilThereIsRoom()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);                              // The first chunk is on its way,
        ValueTask second = session.SendBinaryAsync(new byte[3_200], Token); // the second is in the buffer,
        Assert.True(second.IsCompletedSuccessfully);

        ValueTask third = session.SendBinaryAsync(new byte[2], Token);      // and the third must wait.

        Assert.False(third.IsCompleted);
        Assert.False(session.TrySendBinary(new byte[2]));
        socket.LetGo();
        await third;
    }

    [Fact]
    public async Task Send_AudioIsCopied_BufferMayBeReused()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine);
        byte[] chunk = [1, 2, 3, 4];

        await session.SendBinaryAsync(chunk, Token);
        chunk.AsSpan().Clear();
        await session.StopAsync("stop", Token);

        Assert.Equal([1, 2, 3, 4], (await server.ReceiveUntilTextAsync()).Audio.SelectMany(static frame => frame));
    }

    [Fact]
    public async Task Send_LongerThanAFrame_IsSplitAtSamplesCountedFromTheStart()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, new() { SendBufferBytes = 1_000_000 }, format: MimiAudioFormat.Pcm(48_000, channels: 2));
        byte[] first = Bytes(7, seed: 1), long1 = Bytes(200_001, seed: 2);

        await session.SendBinaryAsync(first, Token);
        Assert.Equal(first[..4], (await server.ReceiveAsync())!.Value.Bytes); // So the next begins within a sample.
        await session.SendBinaryAsync(long1, Token);
        await session.StopAsync("stop", Token);
        var (frames, _) = await server.ReceiveUntilTextAsync();

        Assert.Equal([.. first[4..], .. long1], frames.SelectMany(static frame => frame));
        Assert.All(frames, static frame => Assert.InRange(frame.Length, 1, 65_536));
        Assert.All(frames, static frame => Assert.Equal(0, frame.Length % 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Send_LongerThanTheBuffer_IsTakenPieceByPieceInWholeSamples(int channels)
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, new() { SendBufferBytes = 3_201 }, format: MimiAudioFormat.Pcm(16_000, channels));
        byte[] audio = Bytes(300_001, seed: 3);

        Task sending = session.SendBinaryAsync(audio, Token).AsTask();
        Task stopping = sending.ContinueWith(_ => session.StopAsync("stop", Token).AsTask(), Token, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default).Unwrap();
        var (frames, _) = await server.ReceiveUntilTextAsync();
        await stopping;

        Assert.Equal(audio, frames.SelectMany(static frame => frame));
        Assert.All(frames.SkipLast(1), frame => Assert.Equal(0, frame.Length % (2 * channels)));
    }

    [Fact]
    public async Task Send_CancelledWhileWaiting_TakesNothingAndLeavesTheSessionActive()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        using var cts = new CancellationTokenSource();
        Task waiting = session.SendBinaryAsync(Bytes(100, seed: 4), cts.Token).AsTask();

        await cts.CancelAsync();

        var e = await Assert.ThrowsAsync<MimiSendCanceledException>(() => waiting);
        Assert.Equal(0, e.BytesTaken);
        Assert.Equal(cts.Token, e.CancellationToken);
        Assert.True(session.IsActive);
        await session.StopAsync("stop", Token);
        Assert.Equal(6_400, await SentAudioAsync(socket));
    }

    [Fact]
    public async Task Send_LongAudioCancelled_TellsHowMuchWasTaken()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);
        using var cts = new CancellationTokenSource();
        Task waiting = session.SendBinaryAsync(new byte[10_000], cts.Token).AsTask();

        await cts.CancelAsync();

        var e = await Assert.ThrowsAsync<MimiSendCanceledException>(() => waiting);
        Assert.Equal(3_200, e.BytesTaken);
        await session.StopAsync("stop", Token);
        Assert.Equal(6_400, await SentAudioAsync(socket)); // What it says was taken is sent, and nothing else.
    }

    [Fact]
    public async Task Send_TokenCancelledBefore_TakesNothing()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine());

        await Assert.ThrowsAsync<MimiSendCanceledException>(() => session.SendBinaryAsync(new byte[2], new CancellationToken(canceled: true)).AsTask());

        await session.StopAsync("stop", Token);
        Assert.Equal(0, await SentAudioAsync(socket));
    }

    [Fact]
    public async Task Send_CancelledFirstInLine_LetsTheNextOnePass()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(new byte[3_000], Token);
        using var cts = new CancellationTokenSource();
        Task large = session.SendBinaryAsync(new byte[3_200], cts.Token).AsTask();
        Task small = session.SendBinaryAsync(new byte[100], Token).AsTask(); // Fits, but may not overtake.
        Assert.False(small.IsCompleted);
        Assert.False(session.TrySendBinary(new byte[2])); // Nor may one that does not wait.

        await cts.CancelAsync();

        await small;
        await Assert.ThrowsAsync<MimiSendCanceledException>(() => large);
    }

    [Fact]
    public async Task Send_ConcurrentCalls_NeverInterleave()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, SmallBuffer);
        const int Length = 20_000; // Longer than the buffer, so that every call is taken in pieces.

        Task[] senders = [.. Enumerable.Range(1, 8).Select(number => Task.Run(async () => await session.SendBinaryAsync(Enumerable.Repeat((byte)number, Length).ToArray(), Token)))];
        Task stopping = Task.WhenAll(senders).ContinueWith(_ => session.StopAsync("stop", Token).AsTask(), Token, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
        var (frames, _) = await server.ReceiveUntilTextAsync();
        await stopping;

        byte[] audio = [.. frames.SelectMany(static frame => frame)];
        Assert.Equal(8 * Length, audio.Length);
        Assert.All(audio.Chunk(Length), static call => Assert.Single(call.Distinct()));
    }

    [Theory]
    [InlineData(MimiOverload.Wait)]
    [InlineData(MimiOverload.DropOldest)]
    [InlineData(MimiOverload.Fail)]
    public async Task SendText_Empty_IsAMessage(MimiOverload overload)
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, new() { Overload = overload });

        await session.SendTextAsync("", Token);
        await session.StopAsync("stop", Token);

        Assert.Equal("", (await server.ReceiveUntilTextAsync()).Text);
        Assert.Equal("stop", (await server.ReceiveUntilTextAsync()).Text);
    }

    [Fact]
    public async Task SendText_EmptyBehindWhoWaits_KeepsItsPlace()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        Task audio = session.SendBinaryAsync(new byte[3_200], Token).AsTask();
        Task command = session.SendTextAsync("", Token).AsTask();

        await session.StopAsync("stop", Token);

        Assert.Equal(9_600, await SentAudioAsync(socket));
        await Task.WhenAll(audio, command);
        Assert.Equal(["", "stop"], socket.Sent.TakeLast(2).Select(static sent => Encoding.UTF8.GetString(sent.Bytes)));
    }

    [Fact]
    public async Task SendBinary_BufferFull_BlocksTheThreadUntilThereIsRoom()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            session.SendBinary(new byte[3_000]);
            taken.SetResult();
        });

        thread.Start();
        await SessionWaits.UntilAsync(() => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0);
        Assert.False(taken.Task.IsCompleted);
        socket.LetGo();

        await taken.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task SendBinary_BlockedThreadAndCancel_ThreadReturns()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        Task<Exception?> blocked = Task.Factory.StartNew(() => Record.Exception(() => session.SendBinary(new byte[3_000])), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        session.Cancel();

        Assert.IsType<InvalidOperationException>(await blocked.WaitAsync(Token));
    }

    [Fact]
    public async Task TrySend_LongerThanTheBuffer_SaysWhatWouldFit()
    {
        await using var session = await TestSessions.OpenAsync(new StallingWebSocket().AsEngine(), SmallBuffer);

        var e = Assert.Throws<ArgumentException>(() => session.TrySendBinary(new byte[3_201]));

        Assert.Contains("3200", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AfterStop_ThrowsAtOnce()
    {
        await using var session = await TestSessions.OpenAsync(new StallingWebSocket().AsEngine());
        await session.StopAsync("stop", Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendTextAsync("{}", Token).AsTask());
        Assert.Throws<InvalidOperationException>(() => session.SendBinary(new byte[2]));
        Assert.Throws<InvalidOperationException>(() => session.TrySendBinary(new byte[2]));
    }

    [Fact]
    public async Task Send_AfterAFailure_ThrowsWithTheCauseInside()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine);
        await server.CloseAsync(4003, "idle");
        await Assert.ThrowsAsync<MimiServiceException>(() => session.ReadAsync());

        var e = await Assert.ThrowsAsync<MimiIOException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());

        Assert.Equal(4003, (int?)Assert.IsType<MimiServiceException>(e.InnerException).CloseStatus);
        Assert.Throws<MimiIOException>(() => session.TrySendBinary(new byte[2]));
    }

    [Fact]
    public async Task Send_WriteFails_IsToldAndTheServersReasonStillComes()
    {
        var engine = new DeafEngine();
        await using var session = await TestSessions.OpenAsync(engine);
        await session.SendBinaryAsync(new byte[2], Token);
        await SessionWaits.UntilAsync(() => !session.IsActive);

        var refused = await Assert.ThrowsAsync<MimiIOException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());
        Assert.IsType<WebSocketException>(refused.InnerException);
        engine.Close(1009, "大きすぎる");

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => session.ReadAsync());
        Assert.Equal((1009, "大きすぎる"), ((int)e.CloseStatus!, e.Detail));
        Assert.Contains("smaller", e.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WriteFailsAndTheServerSaysNothing_EndsAfterTheCloseTimeout()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSessions.OpenAsync(new DeafEngine(), new() { TimeProvider = clock, CloseTimeout = TimeSpan.FromSeconds(4) });
        Task reading = session.ReadAsync();
        await session.SendBinaryAsync(new byte[2], Token);
        await clock.WaitForTimersAsync(1, Token);

        clock.Advance(TimeSpan.FromSeconds(4));

        var e = await Assert.ThrowsAsync<MimiIOException>(() => reading.WaitAsync(Token));
        Assert.IsType<WebSocketException>(e.InnerException);
    }

    [Fact]
    public async Task Stop_BufferFull_WaitsForNoRoomAndOvertakesNothing()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        Task inLine = session.SendBinaryAsync(new byte[3_200], Token).AsTask();

        ValueTask stopping = session.StopAsync("終わり", Token);

        Assert.True(stopping.IsCompletedSuccessfully);
        Assert.False(session.IsActive);
        Assert.Equal(9_600, await SentAudioAsync(socket));
        await inLine;
        Assert.Equal("終わり", Encoding.UTF8.GetString(socket.Sent[^1].Bytes));
    }

    [Fact]
    public async Task Stop_Twice_SendsOneEndMarker()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine());

        await session.StopAsync("stop", Token);
        await session.StopAsync("stop", Token);

        await SentAudioAsync(socket);
        Assert.Single(socket.Sent);
    }

    [Fact]
    public async Task Stop_TokenCancelledBefore_DoesNotBegin()
    {
        await using var session = await TestSessions.OpenAsync(new StallingWebSocket().AsEngine());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.StopAsync("stop", new CancellationToken(canceled: true)).AsTask());

        Assert.True(session.IsActive);
    }

    [Fact]
    public async Task SendText_KeepsItsPlaceBetweenAudio()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine());
        await session.SendBinaryAsync(new byte[2], Token);
        await socket.Stalled.WaitAsync(Token);

        await session.SendBinaryAsync(new byte[4], Token);
        await session.SendTextAsync("一", Token);
        await session.SendTextAsync("二", Token);
        await session.SendBinaryAsync(new byte[6], Token);
        await session.SendBinaryAsync(new byte[8], Token);
        await session.StopAsync("終", Token);
        await SentAudioAsync(socket);

        // The two last chunks waited together and share a frame; a command never shares one.
        Assert.Equal(["2", "4", "一", "二", "14", "終"], socket.Sent.Select(static frame =>
            frame.Type == WebSocketMessageType.Text ? Encoding.UTF8.GetString(frame.Bytes) : $"{frame.Bytes.Length}"));
    }

    [Fact]
    public async Task SendText_LongerThanAFrame_IsRefused()
    {
        await using var session = await TestSessions.OpenAsync(new StallingWebSocket().AsEngine());

        await Assert.ThrowsAsync<ArgumentException>(async () => await session.SendTextAsync(new string('x', 65_537), Token));
    }

    [Fact]
    public async Task SendText_LongerThanTheBuffer_IsSentWhenTheBufferIsEmpty()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, SmallBuffer);
        string command = new('x', 65_536);

        await session.SendBinaryAsync(new byte[3_200], Token);
        await session.SendTextAsync(command, Token);

        Assert.Equal(command, (await server.ReceiveUntilTextAsync()).Text);
    }

    [Fact]
    public async Task Send_RandomRuns_EveryByteArrivesInOrderAndNoneAfterTheEndMarker()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var server = new SessionServer();
            await using var session = await TestSessions.OpenAsync(server.Engine, new() { SendBufferBytes = random.Next(3_200, 100_000) });
            var sent = new MemoryStream();
            Task sending = Task.Run(async () =>
            {
                for (int chunks = random.Next(1, 40); chunks > 0; chunks--)
                {
                    byte[] chunk = Bytes(random.Next(0, random.Next(10) == 0 ? 200_000 : 4_000), random.Next());
                    if (random.Next(3) == 0)
                    {
                        session.SendBinary(chunk);
                    }
                    else
                    {
                        await session.SendBinaryAsync(chunk, Token);
                    }

                    sent.Write(chunk);
                }

                await session.StopAsync("stop", Token);
            }, Token);

            var (frames, _) = await server.ReceiveUntilTextAsync();
            await sending;
            byte[] received = [.. frames.SelectMany(static frame => frame)];
            await server.SendAsync(".");
            await server.CloseAsync(1000);

            Assert.True(sent.ToArray().AsSpan().SequenceEqual(received), $"Seed {seed}: {sent.Length} bytes sent, {received.Length} received.");
            Assert.Equal(["."], await session.ReadAsync());
            Assert.Equal(WebSocketMessageType.Close, (await server.ReceiveAsync())?.Type); // Nothing between the end marker and the close.
        }
    }

    /// <summary>Lets everything go up to the end marker and counts the audio before it.</summary>
    private static async Task<long> SentAudioAsync(StallingWebSocket socket)
    {
        socket.LetGo(1_000);
        await SessionWaits.UntilAsync(() => socket.Snapshot().Exists(static frame => frame.Type == WebSocketMessageType.Text));
        return socket.Snapshot().Sum(static frame => frame.Type == WebSocketMessageType.Binary ? frame.Bytes.Length : 0);
    }

    private static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
