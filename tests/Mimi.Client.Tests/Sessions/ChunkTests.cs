using System.Net.WebSockets;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Which chunks share frames, and on whose thread they are written.</summary>
public sealed class ChunkTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData(true, new[] { 300 })]
    [InlineData(false, new[] { 100, 100, 100 })]
    public async Task Send_ChunksThatWaitTogether_ShareAFrameOnlyIfAsked(bool joins, int[] frames)
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { JoinChunks = joins });
        session.SendBinary(new byte[50]);
        await socket.Stalled.WaitAsync(Token); // On its way; the next three wait together.
        for (int i = 0; i < 3; i++)
        {
            session.SendBinary(new byte[100]);
        }

        await session.StopAsync("stop", Token);
        socket.LetGo(10);
        await SessionWaits.UntilAsync(() => session.HasSentAll);

        lock (socket.Sent)
        {
            Assert.Equal([50, .. frames], socket.Sent.Where(static sent => sent.Type == WebSocketMessageType.Binary).Select(static sent => sent.Bytes.Length));
        }
    }

    [Fact]
    public async Task Send_AfterAPause_IsWrittenOnTheCallersThread()
    {
        var clock = new ManualTimeProvider();
        var socket = new ThreadNotingWebSocket();
        await using var session = await TestSessions.OpenAsync(new FixedEngine(socket), new() { TimeProvider = clock });
        bool isHere = false;
        while (!isHere)
        {
            Token.ThrowIfCancellationRequested(); // The writer may not wait yet for the first ones.
            clock.Advance(TimeSpan.FromSeconds(1));
            int thread = Environment.CurrentManagedThreadId;
            ValueTask sending = session.SendBinaryAsync(new byte[100], Token);
            isHere = socket.LastThread == thread;
            await sending;
        }
    }

    [Fact]
    public async Task Send_WithoutAPause_IsWrittenBehindTheCallersBack()
    {
        var socket = new ThreadNotingWebSocket();
        await using var session = await TestSessions.OpenAsync(new FixedEngine(socket), new() { TimeProvider = new ManualTimeProvider() });
        for (int i = 0; i < 100; i++)
        {
            socket.LastThread = 0;
            int thread = Environment.CurrentManagedThreadId;
            ValueTask sending = session.SendBinaryAsync(new byte[100], Token);
            Assert.NotEqual(thread, socket.LastThread);
            await sending;
        }
    }

    private sealed class ThreadNotingWebSocket : SinkWebSocket
    {
        private volatile int _lastThread;

        public int LastThread
        {
            get => _lastThread;
            set => _lastThread = value;
        }

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            _lastThread = Environment.CurrentManagedThreadId;
            return ValueTask.CompletedTask;
        }
    }
}
