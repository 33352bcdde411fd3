using System.Buffers.Binary;

namespace Mimi.Audio.Conversion;

/// <summary>Reads stored samples as numbers from −1 to 1.</summary>
internal static class SampleReader
{
    private const float Scale16 = 1 / 32_768f;
    private const float Scale32 = 1 / 2_147_483_648f;

    /// <param name="layout">How they are stored.</param>
    /// <param name="source">As many samples as <paramref name="target"/> takes.</param>
    /// <param name="target">Takes them.</param>
    public static void Read(SampleLayout layout, ReadOnlySpan<byte> source, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            ReadOnlySpan<byte> bytes = source.Slice(i * layout.Bytes, layout.Bytes);
            target[i] = layout.Kind switch
            {
                SampleKind.Signed when layout.Bytes == sizeof(short) && !layout.IsBigEndian => BinaryPrimitives.ReadInt16LittleEndian(bytes) * Scale16,
                SampleKind.Signed => ReadInteger(bytes, layout.IsBigEndian) * Scale32,
                SampleKind.Unsigned => (ReadInteger(bytes, layout.IsBigEndian) ^ int.MinValue) * Scale32,
                SampleKind.Float => ReadFloat(bytes, layout.IsBigEndian),
                SampleKind.ALaw => Companding.ALaw(bytes[0]) * Scale16,
                _ => Companding.MuLaw(bytes[0]) * Scale16,
            };
        }
    }

    /// <summary>Reads an integer of 1 to 4 bytes into the upper ones of 4.</summary>
    private static int ReadInteger(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        uint value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int place = isBigEndian ? i : bytes.Length - 1 - i;
            value |= (uint)bytes[i] << (24 - (8 * place));
        }

        return (int)value;
    }

    private static float ReadFloat(ReadOnlySpan<byte> bytes, bool isBigEndian) => (bytes.Length, isBigEndian) switch
    {
        (sizeof(float), false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (sizeof(float), true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (_, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (_, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };
}
