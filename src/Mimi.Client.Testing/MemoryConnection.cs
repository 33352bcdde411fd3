using System.Buffers;
using System.IO.Pipelines;

namespace Mimi.Client.Testing;

/// <summary>One end of a connection in memory: what one end writes, the other reads. Disposing an end wakes what is pending on it, as closing a socket does.</summary>
internal sealed class MemoryConnection : Stream
{
    private readonly Lock _gate = new();
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private bool _isReading;
    private bool _isDisposed;

    private MemoryConnection(Pipe input, Pipe output)
    {
        _reader = input.Reader;
        _writer = output.Writer;
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream Client, Stream Server) CreatePair()
    {
        var options = new PipeOptions(useSynchronizationContext: false);
        Pipe toServer = new(options), toClient = new(options);
        return (new MemoryConnection(toClient, toServer), new MemoryConnection(toServer, toClient));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _isReading = true;
        }

        try
        {
            ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            int count = (int)Math.Min(result.Buffer.Length, buffer.Length);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            _reader.AdvanceTo(taken.End);
            return result.IsCanceled ? throw new IOException("This end of the connection was closed.") : count;
        }
        finally
        {
            EndRead();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
        FlushResult result = await _writer.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new IOException("The other end of the connection is gone.");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            Volatile.Write(ref _isDisposed, true);
            _writer.CancelPendingFlush();
            _writer.Complete(); // The other end reads the end of the stream.
            if (_isReading)
            {
                _reader.CancelPendingRead(); // Who reads completes it.
            }
            else
            {
                _reader.Complete();
            }
        }

        base.Dispose(disposing);
    }

    private void EndRead()
    {
        lock (_gate)
        {
            _isReading = false;
            if (_isDisposed)
            {
                _reader.Complete();
            }
        }
    }
}
