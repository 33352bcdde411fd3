using System.Buffers.Binary;
using Mimi.Audio.Files;

namespace Mimi.Audio.Aiff;

/// <summary>Reads AIFF and AIFF-C files (Apple, "Audio Interchange File Format", 1989, and its 1991 draft for AIFF-C), from anything that can be read forwards.</summary>
internal static class AiffReader
{
    private const int OffsetAndBlockBytes = 8;

    /// <summary>Sizes from here on are what a writer puts down who cannot go back and correct it.</summary>
    private const uint UnknownSize = 0x7FFF_F000;

    /// <inheritdoc cref="Wav.WavReader.OpenAsync"/>
    public static async Task<PcmAudio> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new ForwardReader(stream, "AIFF");
        ReadOnlyMemory<byte> start = await head.ReadAsync(FileKind.StartBytes, cancellationToken).ConfigureAwait(false);
        if (FileKind.Of(start.Span) != ContainerKind.Aiff)
        {
            throw AudioFormatException.Unreadable($"This is {FileKind.NameOf(start.Span)}.");
        }

        CommonChunk? common = null;
        while (true)
        {
            ReadOnlyMemory<byte> chunk = await head.ReadAsync(8, cancellationToken).ConfigureAwait(false);
            if (chunk.Length < 8)
            {
                throw AudioFormatException.Unreadable("This AIFF file ends before its audio begins.");
            }

            uint size = BinaryPrimitives.ReadUInt32BigEndian(chunk.Span[4..]);
            if (chunk.Span.StartsWith("SSND"u8))
            {
                return await OpenDataAsync(stream, head, size, common, cancellationToken).ConfigureAwait(false);
            }

            long rest = size + (size & 1L); // A chunk of odd size is followed by a filler byte.
            if (chunk.Span.StartsWith("COMM"u8))
            {
                ReadOnlyMemory<byte> fields = await head.ReadAsync((int)Math.Min(size, CommonChunk.MaxBytes), cancellationToken).ConfigureAwait(false);
                common = CommonChunk.Read(fields.Span);
                rest -= fields.Length;
            }

            await head.SkipAsync(rest, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<PcmAudio> OpenDataAsync(Stream stream, ForwardReader head, uint size, CommonChunk? common, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> fields = await head.ReadAsync(OffsetAndBlockBytes, cancellationToken).ConfigureAwait(false);
        if (common is null)
        {
            throw AudioFormatException.Unreadable("This AIFF file does not say how its audio is laid out before the audio begins.");
        }

        uint offset = fields.Length < OffsetAndBlockBytes ? 0 : BinaryPrimitives.ReadUInt32BigEndian(fields.Span);
        await head.SkipAsync(offset, cancellationToken).ConfigureAwait(false);
        long? bytes = size is <= OffsetAndBlockBytes or >= UnknownSize ? null : Math.Max(0, size - OffsetAndBlockBytes - (long)offset);
        return SampleData.Open(stream, common.Layout, common.Format, bytes);
    }
}
