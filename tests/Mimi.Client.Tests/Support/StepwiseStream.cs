using System.Threading.Channels;

namespace Mimi.Client.Tests.Support;

/// <summary>A body that comes piece by piece, as the test gives it.</summary>
internal sealed class StepwiseStream : Stream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Completes when somebody reads.</summary>
    public Task Reading => _reading.Task;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Give(byte[] piece) => Assert.True(_pieces.Writer.TryWrite(piece));

    public void End(Exception? failure = null) => _pieces.Writer.Complete(failure);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reading.TrySetResult();
        try
        {
            if (_rest.IsEmpty)
            {
                _rest = await _pieces.Reader.ReadAsync(cancellationToken);
            }

            int count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }
        catch (ChannelClosedException e)
        {
            return e.InnerException is null ? 0 : throw e.InnerException;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
