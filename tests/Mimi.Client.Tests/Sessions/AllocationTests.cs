using System.Net.WebSockets;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>The audio path makes no garbage. Bytes are counted, not time.</summary>
public sealed class AllocationTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Send_SteadyState_AllocatesNothingForAChunk()
    {
        const int Chunks = 20_000;
        var socket = new CountingWebSocket();
        await using var session = await TestSessions.OpenAsync(new FixedEngine(socket));
        byte[] chunk = new byte[3_200];
        await SendAsync(2_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Chunks; i++)
        {
            session.SendBinary(chunk); // On this thread throughout, so that what other tests allocate does not count.
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await session.StopAsync("stop", Token);
        await socket.Ended.WaitAsync(Token);
        Assert.Equal((long)(Chunks + 2_000) * chunk.Length, socket.AudioBytes);

        // A chunk that finds the buffer full costs the waiting thread a little; one that finds room costs nothing.
        Assert.InRange(allocated / (double)Chunks, 0, 64);

        async Task SendAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                await session.SendBinaryAsync(chunk, Token);
            }
        }
    }

    [Fact]
    public async Task TrySend_Paced_AllocatesNothing()
    {
        var socket = new CountingWebSocket();
        await using var session = await TestSessions.OpenAsync(new FixedEngine(socket));
        byte[] chunk = new byte[3_200];
        long allocated = 0;
        for (int i = -1_000; i < 10_000; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool taken = session.TrySendBinary(chunk);
            allocated += i < 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken);
            await socket.WaitForAsync((i + 1_001L) * chunk.Length); // The next chunk comes when this one is gone, as from a microphone.
        }

        Assert.InRange(allocated / 10_000.0, 0, 1); // Now and then the thread pool's own queue grows.
    }

    private sealed class CountingWebSocket : SinkWebSocket
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _audioBytes;

        public long AudioBytes => Volatile.Read(ref _audioBytes);

        public Task Ended => _ended.Task;

        public async Task WaitForAsync(long audioBytes)
        {
            while (AudioBytes < audioBytes)
            {
                await Task.Yield();
            }
        }

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            if (messageType == WebSocketMessageType.Text)
            {
                _ended.TrySetResult();
            }
            else
            {
                Volatile.Write(ref _audioBytes, _audioBytes + buffer.Length);
            }

            return ValueTask.CompletedTask;
        }
    }
}
