namespace Mimi.Audio.Wav;

/// <summary>What a pipe looks like: no seeking, no length, and a few bytes at a time.</summary>
internal sealed class PipeLikeStream(byte[] content, int atOnce) : MemoryStream(content)
{
    public bool IsDisposed { get; private set; }

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(atOnce, buffer.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
