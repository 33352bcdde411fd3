namespace Mimi.Audio.Files;

/// <summary>Reads and skips what comes before the audio, up to a limit.</summary>
internal sealed class ForwardReader(Stream stream, string kind)
{
    /// <summary>How much may come before the audio. Tags with cover art take a few megabytes; what takes more is not a sound file.</summary>
    private const long MaxBytesBeforeData = 64 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[4_096];
    private long _left = MaxBytesBeforeData;

    /// <summary>Reads so many bytes, or fewer where the stream ends. They are valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int count, CancellationToken cancellationToken)
    {
        Take(count);
        int read = await stream.ReadAtLeastAsync(_buffer.AsMemory(0, count), count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return _buffer.AsMemory(0, read);
    }

    /// <summary>Skips so many bytes, or fewer where the stream ends.</summary>
    public async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        Take(count);
        while (count > 0)
        {
            int read = await stream.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(count, _buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            count -= read;
        }
    }

    private void Take(long count)
    {
        if (count > _left)
        {
            throw AudioFormatException.Unreadable($"This {kind} file has too much in front of its audio, and is probably damaged.");
        }

        _left -= count;
    }
}
