using System.Buffers;
using System.IO.Pipelines;

namespace Mimi.Client.Tests.Support;

/// <summary>One end of a connection in memory. Writes wait while the other end has <c>pauseBytes</c> unread; disposing ends what is pending on both ends.</summary>
internal sealed class DuplexPipeStream(PipeReader reader, PipeWriter writer, Action? onDisposed = null) : Stream
{
    private readonly Lock _gate = new();
    private bool _isReading;
    private bool _isDisposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static (DuplexPipeStream Client, DuplexPipeStream Server) CreatePair(int pauseBytes = 65_536)
    {
        var options = new PipeOptions(pauseWriterThreshold: pauseBytes, resumeWriterThreshold: (pauseBytes + 1) / 2, useSynchronizationContext: false);
        var up = new Pipe(options);
        var down = new Pipe(options);
        return (new DuplexPipeStream(down.Reader, up.Writer), new DuplexPipeStream(up.Reader, down.Writer));
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
            ReadResult result = await reader.ReadAsync(cancellationToken);
            int count = (int)Math.Min(result.Buffer.Length, buffer.Length);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            reader.AdvanceTo(taken.End);
            return result.IsCanceled ? throw new IOException("The stream was disposed of.") : count;
        }
        finally
        {
            lock (_gate)
            {
                _isReading = false;
                if (_isDisposed)
                {
                    reader.Complete();
                }
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        FlushResult result = await writer.WriteAsync(buffer, cancellationToken);
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new IOException("The other end is gone.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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

            _isDisposed = true;
            writer.CancelPendingFlush();
            writer.Complete();
            if (_isReading)
            {
                reader.CancelPendingRead();
            }
            else
            {
                reader.Complete();
            }
        }

        onDisposed?.Invoke();
        base.Dispose(disposing);
    }
}
