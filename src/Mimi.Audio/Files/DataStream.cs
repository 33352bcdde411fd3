using Mimi.Streams;

namespace Mimi.Audio.Files;

/// <summary>The audio inside a file: reads forwards, and ends where the audio ends.</summary>
internal sealed class DataStream(Stream file, long bytes) : ForwardStream
{
    private long _left = bytes;

    public override int Read(Span<byte> buffer) => Count(file.Read(buffer[..Fitting(buffer.Length)]));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await file.ReadAsync(buffer[..Fitting(buffer.Length)], cancellationToken).ConfigureAwait(false));

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Fitting(int count) => (int)Math.Min(count, _left);

    private int Count(int read)
    {
        _left -= read;
        return read;
    }
}
