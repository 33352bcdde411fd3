using System.Buffers.Binary;

namespace Mimi.Server.Synthesis;

/// <summary>Writes the 44 bytes in front of 16 kHz, 16-bit, mono samples (Microsoft's "Multimedia Programming Interface and Data Specifications 1.0").</summary>
internal static class WavHeader
{
    public const int Bytes = 44;
    private const int RiffBytesBeforeSize = 8;
    private const int FormatBytes = 16;
    private const ushort Pcm = 1;
    private const ushort Channels = 1;
    private const uint SampleRate = 16_000;
    private const ushort BytesPerSample = 2;

    public static void Write(Span<byte> header, int dataBytes)
    {
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Bytes - RiffBytesBeforeSize + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], FormatBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], Channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], SampleRate * BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], BytesPerSample * 8);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataBytes);
    }
}
