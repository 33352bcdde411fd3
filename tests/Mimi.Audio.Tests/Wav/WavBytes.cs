using System.Buffers.Binary;
using System.Text;

namespace Mimi.Audio.Wav;

/// <summary>Builds WAV files, proper and improper ones.</summary>
internal static class WavBytes
{
    public static byte[] Ramp(int bytes) => [.. Enumerable.Range(0, bytes).Select(static i => (byte)(i * 7))];

    public static byte[] Format(int encoding = 1, int channels = 1, int rate = 16_000, int bits = 16) =>
    [
        .. U16(encoding), .. U16(channels), .. U32((uint)rate), .. U32((uint)(rate * channels * ((bits + 7) / 8))), .. U16(channels * ((bits + 7) / 8)), .. U16(bits),
    ];

    public static byte[] Extensible(int encoding, string tail = "000000001000800000AA00389B71") =>
        [.. Format(0xFFFE), .. U16(22), .. U16(16), .. U32(4), .. U16(encoding), .. Convert.FromHexString(tail)];

    /// <summary>A chunk with its filler byte. The size it claims may be another than the size it has.</summary>
    public static byte[] Chunk(string id, byte[] content, uint? size = null) =>
        [.. Encoding.ASCII.GetBytes(id), .. U32(size ?? (uint)content.Length), .. content, .. new byte[content.Length & 1]];

    public static byte[] Riff(params byte[][] chunks)
    {
        byte[] content = [.. "WAVE"u8, .. chunks.SelectMany(static chunk => chunk)];
        return [.. "RIFF"u8, .. U32((uint)content.Length), .. content];
    }

    public static byte[] Simple(byte[] audio) => Riff(Chunk("fmt ", Format()), Chunk("data", audio));

    private static byte[] U16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
