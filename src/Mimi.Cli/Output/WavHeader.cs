using System.Buffers.Binary;
using Mimi.Audio;

namespace Mimi.Cli.Output;

/// <summary>The header of a WAV file (Microsoft's "Multimedia Programming Interface and Data Specifications 1.0").</summary>
internal static class WavHeader
{
    public const int Bytes = 44;

    /// <param name="format">16-bit samples.</param>
    /// <param name="dataBytes">How much audio follows. What a size of 32 bits cannot tell is given as the largest: then the audio ends with the file.</param>
    public static byte[] Of(PcmFormat format, long dataBytes)
    {
        byte[] header = new byte[Bytes];
        Span<byte> span = header;
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], (uint)Math.Min(dataBytes + Bytes - 8, uint.MaxValue));
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], (short)format.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], format.BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], (short)format.BytesPerFrame);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], (short)format.BitsPerSample);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[40..], (uint)Math.Min(dataBytes, uint.MaxValue));
        return header;
    }
}
