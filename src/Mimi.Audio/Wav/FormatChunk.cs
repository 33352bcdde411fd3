using System.Buffers.Binary;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Wav;

/// <summary>The <c>fmt </c> chunk of a WAV file.</summary>
internal static class FormatChunk
{
    /// <summary>The size of the longest form that is understood, WAVEFORMATEXTENSIBLE.</summary>
    public const int MaxBytes = 40;

    private const int Pcm = 1;
    private const int Float = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;

    /// <summary>What follows the two bytes of the format's number in the sub-format of an extensible header.</summary>
    private static ReadOnlySpan<byte> SubFormatTail => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    public static (SampleLayout Layout, PcmFormat Format) Read(ReadOnlySpan<byte> fields)
    {
        if (fields.Length < 16)
        {
            throw AudioFormatException.Unreadable("This WAV file is damaged: its format is cut off.");
        }

        int encoding = BinaryPrimitives.ReadUInt16LittleEndian(fields);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
        uint sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(fields[4..]);
        int bytesPerFrame = BinaryPrimitives.ReadUInt16LittleEndian(fields[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(fields[14..]);
        if (encoding == Extensible && fields.Length == MaxBytes && fields[26..].SequenceEqual(SubFormatTail))
        {
            encoding = BinaryPrimitives.ReadUInt16LittleEndian(fields[24..]);
        }

        SampleLayout layout = LayoutOf(encoding, bits);
        if (sampleRate is 0 or > PcmFormat.MaxSampleRate || channels is 0 or > PcmFormat.MaxChannels || bytesPerFrame != channels * layout.Bytes)
        {
            throw AudioFormatException.Unreadable($"This WAV file is damaged: it claims {channels} channels at {sampleRate} Hz in frames of {bytesPerFrame} bytes.");
        }

        return (layout, new((int)sampleRate, channels));
    }

    private static SampleLayout LayoutOf(int encoding, int bits) => (encoding, bits) switch
    {
        (Pcm, >= 1 and <= 8) => new(SampleKind.Unsigned, 1),
        (Pcm, >= 9 and <= 32) => new(SampleKind.Signed, (bits + 7) / 8),
        (Float, 32 or 64) => new(SampleKind.Float, bits / 8),
        (ALaw, 8) => new(SampleKind.ALaw, 1),
        (MuLaw, 8) => new(SampleKind.MuLaw, 1),
        (Pcm or Float or ALaw or MuLaw, _) => throw AudioFormatException.Unreadable($"This WAV file holds {NameOf(encoding)} of {bits} bits."),
        _ => throw AudioFormatException.NotDecodedHere($"This WAV file holds {NameOf(encoding)}."),
    };

    private static string NameOf(int encoding) => encoding switch
    {
        Pcm => "PCM",
        0x0002 => "Microsoft ADPCM",
        Float => "floating-point samples",
        ALaw => "A-law samples",
        MuLaw => "µ-law samples",
        0x0011 => "IMA ADPCM",
        0x0031 => "GSM 06.10",
        0x0055 => "MP3",
        0x00FF or 0x1600 => "AAC",
        _ => $"audio in the encoding 0x{encoding:X4}",
    };
}
