using System.Buffers.Binary;

namespace Mimi.Audio.Wav;

/// <summary>Reads WAV files, from anything that can be read forwards: a file, a pipe, a response body.</summary>
public static class WavReader
{
    /// <summary>How much may come before the audio. Tags with cover art take a few megabytes; what takes more is not a sound file.</summary>
    private const long MaxBytesBeforeData = 64 * 1024 * 1024;

    /// <summary>Sizes from here on are what writers put down who cannot go back and correct it (SoX: 0x7FFFF000, ffmpeg: 0xFFFFFFFF).</summary>
    private const uint UnknownSize = 0x7FFF_F000;

    /// <summary>Reads up to where the audio begins.</summary>
    /// <param name="stream">
    /// The file from its first byte; it need not be seekable. It is read in small pieces, never as a whole. It belongs to the returned object, and to the caller if this method throws.
    /// </param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>
    /// The format, and the audio up to the end of the <c>data</c> chunk. A chunk with the size 0 or larger than the file is one that its writer could not complete: then the audio ends with the stream.
    /// </returns>
    /// <exception cref="AudioFormatException">The file is not a WAV file with 16-bit PCM, or it ends before its audio begins.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<PcmAudio> OpenAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = new ForwardReader(stream, MaxBytesBeforeData);
        FileKind.RequireWave(await head.ReadAsync(12, cancellationToken).ConfigureAwait(false));

        PcmFormat? format = null;
        while (true)
        {
            ReadOnlyMemory<byte> chunk = await head.ReadAsync(8, cancellationToken).ConfigureAwait(false);
            if (chunk.Length < 8)
            {
                throw AudioFormatException.Unreadable("This WAV file ends before its audio begins.");
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk.Span[4..]);
            if (chunk.Span.StartsWith("data"u8))
            {
                return Open(stream, size, format ?? throw AudioFormatException.Unreadable("This WAV file does not say how its audio is laid out."));
            }

            long rest = size + (size & 1L); // A chunk of odd size is followed by a filler byte.
            if (chunk.Span.StartsWith("fmt "u8))
            {
                ReadOnlyMemory<byte> fields = await head.ReadAsync((int)Math.Min(size, FormatChunk.MaxBytes), cancellationToken).ConfigureAwait(false);
                format = FormatChunk.Read(fields.Span);
                rest -= fields.Length;
            }

            await head.SkipAsync(rest, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PcmAudio Open(Stream stream, uint size, PcmFormat format)
    {
        if (stream.CanSeek)
        {
            long left = Math.Max(0, stream.Length - stream.Position);
            long bytes = size is 0 or >= UnknownSize ? left : Math.Min(size, left);
            return new(format, new DataStream(stream, bytes), bytes);
        }

        return size is 0 or >= UnknownSize
            ? new(format, new DataStream(stream, long.MaxValue))
            : new(format, new DataStream(stream, size), size);
    }
}
