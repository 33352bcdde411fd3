using System.Buffers.Binary;

namespace Mimi.Client.NictTts;

/// <summary>Finds the samples in a WAV file that is in memory.</summary>
internal static class WavHeader
{
    private const int RiffBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int FormatBytes = 16;
    private const ushort Pcm = 1;
    private const ushort Extensible = 0xFFFE;

    public static bool IsWav(ReadOnlySpan<byte> file) =>
        file.Length >= RiffBytes && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WAVE"u8);

    /// <exception cref="MimiSerializationException">The header is broken, or tells of samples that are not 16-bit PCM.</exception>
    public static NictTtsPcm Read(ReadOnlyMemory<byte> file)
    {
        MimiAudioFormat? format = null;
        ReadOnlyMemory<byte> rest = file[RiffBytes..];
        while (rest.Length >= ChunkHeaderBytes)
        {
            ReadOnlyMemory<byte> id = rest[..4];
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]);
            rest = rest[ChunkHeaderBytes..];
            if (id.Span.SequenceEqual("data"u8))
            {
                // A writer that streams cannot know the size, and leaves 0 or the greatest number.
                int length = size == 0 || size > (uint)rest.Length ? rest.Length : (int)size;
                return format is { } known
                    ? new(rest[..(length / known.BytesPerFrame * known.BytesPerFrame)], known)
                    : throw new MimiSerializationException("The WAV header has no format before its data.");
            }

            if (id.Span.SequenceEqual("fmt "u8))
            {
                format = ReadFormat(rest.Span[..(int)Math.Min(size, (uint)rest.Length)]);
            }

            long padded = size + (size & 1L);
            rest = rest[(int)Math.Min(padded, rest.Length)..];
        }

        throw new MimiSerializationException("The WAV header has no data behind it.");
    }

    private static MimiAudioFormat ReadFormat(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < FormatBytes)
        {
            throw new MimiSerializationException("The WAV header's format is cut off.");
        }

        ushort coding = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (coding == Extensible && chunk.Length >= 26)
        {
            coding = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]); // The sub-format begins with the coding.
        }

        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        return coding == Pcm && bits == 16 && channels is >= 1 and <= 8 && rate is >= 1 and <= 192_000
            ? MimiAudioFormat.Pcm((int)rate, channels)
            : throw new MimiSerializationException($"The WAV file has coding {coding}, {bits} bits, {channels} channels and {rate} Hz; only 16-bit PCM can be had as bare samples.");
    }
}
