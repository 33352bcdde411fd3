using System.Buffers.Binary;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Aiff;

/// <summary>The <c>COMM</c> chunk of an AIFF file.</summary>
internal sealed record CommonChunk(SampleLayout Layout, PcmFormat Format)
{
    /// <summary>What is read of it: the fields of AIFF, and the four characters that AIFF-C adds.</summary>
    public const int MaxBytes = 22;

    private const int AiffBytes = 18;

    public static CommonChunk Read(ReadOnlySpan<byte> fields)
    {
        if (fields.Length < AiffBytes)
        {
            throw AudioFormatException.Unreadable("This AIFF file is damaged: its format is cut off.");
        }

        int channels = BinaryPrimitives.ReadUInt16BigEndian(fields);
        int bits = BinaryPrimitives.ReadUInt16BigEndian(fields[6..]);
        double rate = Math.Round(ExtendedFloat.Read(fields[8..]));
        if (channels is 0 or > PcmFormat.MaxChannels || rate is not (>= 1 and <= PcmFormat.MaxSampleRate))
        {
            throw AudioFormatException.Unreadable($"This AIFF file is damaged: it claims {channels} channels at {rate:0} Hz.");
        }

        return new(LayoutOf(fields.Length < MaxBytes ? "NONE"u8 : fields[AiffBytes..], bits), new((int)rate, channels));
    }

    private static SampleLayout LayoutOf(ReadOnlySpan<byte> type, int bits)
    {
        int bytes = (bits + 7) / 8;
        bool isInteger = bytes is >= 1 and <= 4;
        return isInteger && (type.SequenceEqual("NONE"u8) || type.SequenceEqual("twos"u8) || type.SequenceEqual("in24"u8) || type.SequenceEqual("in32"u8)) ? new(SampleKind.Signed, bytes, IsBigEndian: true)
            : isInteger && type.SequenceEqual("sowt"u8) ? new(SampleKind.Signed, bytes)
            : isInteger && type.SequenceEqual("raw "u8) ? new(SampleKind.Unsigned, bytes, IsBigEndian: true)
            : type.SequenceEqual("fl32"u8) || type.SequenceEqual("FL32"u8) ? new(SampleKind.Float, sizeof(float), IsBigEndian: true)
            : type.SequenceEqual("fl64"u8) || type.SequenceEqual("FL64"u8) ? new(SampleKind.Float, sizeof(double), IsBigEndian: true)
            : type.SequenceEqual("alaw"u8) || type.SequenceEqual("ALAW"u8) ? new(SampleKind.ALaw, 1)
            : type.SequenceEqual("ulaw"u8) || type.SequenceEqual("ULAW"u8) ? new(SampleKind.MuLaw, 1)
            : throw AudioFormatException.NotDecodedHere($"This AIFF file holds {bits}-bit audio of the kind {Printable(type)}.");
    }

    private static string Printable(ReadOnlySpan<byte> type)
    {
        Span<char> text = stackalloc char[4];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = type[i] is >= 0x20 and < 0x7F ? (char)type[i] : '?';
        }

        return $"'{text}'";
    }
}
