using System.Buffers.Binary;

namespace Mimi.Audio.Aiff;

/// <summary>The floating-point numbers of 80 bits in which AIFF states sample rates (IEEE 754 extended).</summary>
internal static class ExtendedFloat
{
    private const int Bias = 16_383;

    public static double Read(ReadOnlySpan<byte> bytes)
    {
        int exponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        ulong significand = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        return Math.ScaleB(significand, (exponent & 0x7FFF) - Bias - 63) * (exponent > 0x7FFF ? -1 : 1);
    }
}
