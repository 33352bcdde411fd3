namespace Mimi.Client.Tests.Support;

/// <summary>Gives the bytes it was made with, so many at a time, and then the end; keeps what is written. It never waits, and allocates nothing to be read.</summary>
internal sealed class ScriptedStream(byte[] input, int chunkBytes = int.MaxValue) : Stream
{
    private int _position;

    public List<byte[]> Writes { get; } = [];

    /// <summary>Gets or sets whether the input begins again at its end.</summary>
    public bool Repeats { get; set; }

    public bool KeepsWrites { get; set; } = true;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Repeats && _position == input.Length)
        {
            _position = 0;
        }

        int count = Math.Min(Math.Min(buffer.Length, chunkBytes), input.Length - _position);
        input.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (KeepsWrites)
        {
            Writes.Add(buffer.ToArray());
        }

        return ValueTask.CompletedTask;
    }

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
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
