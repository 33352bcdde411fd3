using System.Buffers.Binary;

namespace Mimi.Audio.Flac.Decoding;

/// <summary>The metadata block that every stream begins with (RFC 9639, section 8.2).</summary>
internal static class StreamInfoBlock
{
    public const int Bytes = 34;

    private const long TotalMask = (1L << 36) - 1;

    public static FlacStreamInfo Read(ReadOnlySpan<byte> block)
    {
        ulong fields = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        int rate = (int)(fields >> 44);
        int channels = (int)(fields >> 41 & 7) + 1;
        int bits = (int)(fields >> 36 & 31) + 1;
        long total = (long)fields & TotalMask;
        if (rate is 0 or > PcmFormat.MaxSampleRate)
        {
            throw FlacError.Unsupported($"{rate} Hz");
        }

        if (bits is < 4 or > 24)
        {
            throw FlacError.Unsupported($"{bits}-bit samples");
        }

        return new(rate, channels, bits, total == 0 ? null : total);
    }
}
