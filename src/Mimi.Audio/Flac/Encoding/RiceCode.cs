namespace Mimi.Audio.Flac.Encoding;

/// <summary>Writes the numbers of one part of a residual.</summary>
internal static class RiceCode
{
    /// <summary>Writes each number as so many zeros as it has multiples of a power of two, a one, and the rest.</summary>
    public static void Write(BitWriter bits, ReadOnlySpan<uint> folded, int parameter)
    {
        uint stop = 1u << parameter;
        foreach (uint number in folded)
        {
            uint zeros = number >> parameter;
            if (zeros > 31 - parameter)
            {
                bits.WriteZeros(zeros);
                zeros = 0;
            }

            bits.Write(stop | (number & (stop - 1)), (int)zeros + 1 + parameter);
        }
    }

    /// <summary>Writes each number with a fixed width, 0 to 31 bits, as a signed one.</summary>
    public static void WriteRaw(BitWriter bits, ReadOnlySpan<uint> folded, int width)
    {
        bits.Write((uint)width, 5);
        foreach (uint number in folded)
        {
            bits.WriteSigned((int)(number >> 1) ^ -(int)(number & 1), width);
        }
    }
}
