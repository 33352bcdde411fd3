using System.Buffers;
using System.Buffers.Binary;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Writes the beginning of a stream whose length nobody knows yet (RFC 9639, sections 6 and 8.2).</summary>
internal static class StreamHeader
{
    /// <summary>The mark, the header of the one metadata block, and STREAMINFO.</summary>
    public const int Bytes = 4 + 4 + 34;

    /// <summary>The smallest block that may be followed by another one.</summary>
    public const int MinBlockFrames = 16;

    private const byte LastBlock = 0x80;
    private const byte StreamInfoBytes = 34;

    public static void Write(IBufferWriter<byte> output, FlacEncoderOptions options, int blockFrames)
    {
        Span<byte> header = output.GetSpan(Bytes)[..Bytes];
        header.Clear(); // The sizes of frames, the length and the digest of the whole stay 0, which is unknown.
        "fLaC"u8.CopyTo(header);
        header[4] = LastBlock;
        header[7] = StreamInfoBytes;
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)(options.HasVariableBlocks ? MinBlockFrames : blockFrames));
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)blockFrames);
        ulong format = (ulong)options.SampleRate << 44 | (ulong)(options.Channels - 1) << 41 | 15UL << 36; // 16 bits, less one.
        BinaryPrimitives.WriteUInt64BigEndian(header[18..], format);
        output.Advance(Bytes);
    }
}
