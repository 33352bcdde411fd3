using System.IO.Pipelines;
using System.Net.WebSockets;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketLifetimeTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Abort_PipeThatDoesNotWakeWhenDisposed_EndsReadAndWrite(bool dispose)
    {
        var socket = new FramedWebSocket(new StubbornPipeStream());
        Task receiving = socket.ReceiveAsync(new byte[1].AsMemory(), CancellationToken.None).AsTask();
        Task sending = socket.SendAsync(new byte[100].AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None).AsTask();
        Task queued = socket.SendAsync(new byte[100].AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None).AsTask();
        Assert.False(receiving.IsCompleted || sending.IsCompleted || queued.IsCompleted);

        ((Action)(dispose ? socket.Dispose : socket.Abort))();

        foreach (Task pending in (Task[])[receiving, sending, queued])
        {
            var e = await Assert.ThrowsAsync<WebSocketException>(() => pending.WaitAsync(Timeout)); // No token of the caller's was cancelled.
            Assert.Equal(WebSocketError.ConnectionClosedPrematurely, e.WebSocketErrorCode);
        }

        Assert.Equal(dispose ? WebSocketState.Closed : WebSocketState.Aborted, socket.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TokenCancelled_OperationHasStarted_ThrowsAndAborts(bool receives)
    {
        using var socket = new FramedWebSocket(new StubbornPipeStream());
        using var cancellation = new CancellationTokenSource();
        Task pending = receives
            ? socket.ReceiveAsync(new byte[1].AsMemory(), cancellation.Token).AsTask()
            : socket.SendAsync(new byte[100].AsMemory(), WebSocketMessageType.Binary, true, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(cancellation.Token, e.CancellationToken);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task TokenCancelledBefore_OperationHasNotStarted_LeavesTheSocketOpen()
    {
        using var stream = new ScriptedStream(RawFrame.Server(RawFrame.Text, "猫"));
        using var socket = new FramedWebSocket(stream);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Binary, true, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.ReceiveAsync(new byte[1].AsMemory(), cancelled).AsTask());

        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Empty(stream.Writes);
        Assert.Equal(3, (await socket.ReceiveMessageAsync(Timeout)).Payload.Length);
    }

    [Fact]
    public async Task Dispose_AgainAndAfterAbort_DoesNotThrow()
    {
        var socket = new FramedWebSocket(new ThrowingDisposeStream());

        socket.Abort();
        socket.Dispose();
        socket.Dispose();
        socket.Abort();

        Assert.Equal(WebSocketState.Aborted, socket.State);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveMessageAsync(Timeout));
    }

    [Fact]
    public async Task Dispose_ThenUse_IsDisposed()
    {
        var socket = new FramedWebSocket(new ScriptedStream([]));
        socket.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.ReceiveMessageAsync(Timeout));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Binary, true, Timeout).AsTask());
    }

    [Fact]
    public async Task Send_ConnectionIsLost_IsClosedPrematurely()
    {
        var (client, server) = DuplexPipeStream.CreatePair();
        using var socket = new FramedWebSocket(client);
        await server.DisposeAsync();

        var e = await Assert.ThrowsAsync<WebSocketException>(() => socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Binary, true, Timeout).AsTask());

        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, e.WebSocketErrorCode);
        Assert.IsType<IOException>(e.InnerException);
        Assert.Equal(WebSocketState.CloseSent, socket.State); // Reading goes on, and finds out about the connection.
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[1].AsMemory(), Timeout).AsTask());
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    /// <summary>Like the streams of System.IO.Pipelines: disposing does not end what is pending, cancelling does.</summary>
    private sealed class StubbornPipeStream : Stream
    {
        private readonly Pipe _down = new();
        private readonly Pipe _up = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _down.Reader.AsStream(leaveOpen: true).ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _up.Writer.AsStream(leaveOpen: true).WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    private sealed class ThrowingDisposeStream : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new IOException("It cannot even be closed.");
        }
    }
}
