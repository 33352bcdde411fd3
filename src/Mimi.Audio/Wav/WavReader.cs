using System.Buffers.Binary;
using Mimi.Audio.Conversion;
using Mimi.Audio.Files;

namespace Mimi.Audio.Wav;

/// <summary>Reads WAV files, from anything that can be read forwards: a file, a pipe, a response body.</summary>
public static class WavReader
{
    /// <summary>Sizes from here on are what writers put down who cannot go back and correct it (SoX: 0x7FFFF000, ffmpeg: 0xFFFFFFFF).</summary>
    private const uint UnknownSize = 0x7FFF_F000;

    /// <summary>The part of an RF64 file's <c>ds64</c> chunk that is read: the sizes of the file and of its audio (EBU Tech 3306).</summary>
    private const int LargeSizesBytes = 16;

    /// <summary>Reads up to where the audio begins.</summary>
    /// <param name="stream">
    /// The file from its first byte; it need not be seekable. It is read in small pieces, never as a whole. It belongs to the returned object, and to the caller if this method throws.
    /// </param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>
    /// The format, and the audio up to the end of the <c>data</c> chunk, as 16-bit PCM whatever the file holds. A chunk with the size 0 or larger than the file is one that its writer could not
    /// complete: then the audio ends with the stream.
    /// </returns>
    /// <exception cref="AudioFormatException">
    /// The file is not a WAV file with PCM of 1 to 32 bits, floating-point samples, A-law or µ-law, or it ends before its audio begins.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<PcmAudio> OpenAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = new ForwardReader(stream, "WAV");
        FileKind.RequireWave(await head.ReadAsync(FileKind.StartBytes, cancellationToken).ConfigureAwait(false));

        (SampleLayout Layout, PcmFormat Format)? format = null;
        long? largeSize = null;
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
                (SampleLayout layout, PcmFormat pcm) = format ?? throw AudioFormatException.Unreadable("This WAV file does not say how its audio is laid out.");
                return SampleData.Open(stream, layout, pcm, size is 0 or >= UnknownSize ? largeSize : size);
            }

            long rest = size + (size & 1L); // A chunk of odd size is followed by a filler byte.
            if (chunk.Span.StartsWith("fmt "u8))
            {
                ReadOnlyMemory<byte> fields = await head.ReadAsync((int)Math.Min(size, FormatChunk.MaxBytes), cancellationToken).ConfigureAwait(false);
                format = FormatChunk.Read(fields.Span);
                rest -= fields.Length;
            }
            else if (chunk.Span.StartsWith("ds64"u8) && size >= LargeSizesBytes)
            {
                ReadOnlyMemory<byte> sizes = await head.ReadAsync(LargeSizesBytes, cancellationToken).ConfigureAwait(false);
                largeSize = sizes.Length == LargeSizesBytes && BinaryPrimitives.ReadInt64LittleEndian(sizes.Span[8..]) is > 0 and var large ? large : null;
                rest -= sizes.Length;
            }

            await head.SkipAsync(rest, cancellationToken).ConfigureAwait(false);
        }
    }
}
