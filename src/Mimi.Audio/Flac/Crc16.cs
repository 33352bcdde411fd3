namespace Mimi.Audio.Flac;

/// <summary>The check of a whole frame: the polynomial x^16 + x^15 + x^2 + 1 (RFC 9639, section 9.3).</summary>
internal static class Crc16
{
    private const int Polynomial = 0x18005;

    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static ushort Of(ReadOnlySpan<byte> bytes) => Continue(0, bytes);

    /// <param name="before">The check of the bytes before.</param>
    /// <param name="bytes">The next bytes.</param>
    public static ushort Continue(ushort before, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> table = Table;
        int check = before;
        foreach (byte value in bytes)
        {
            check = (check << 8 & 0xFFFF) ^ table[(byte)(check >> 8) ^ value];
        }

        return (ushort)check;
    }

    private static ushort Entry(int value)
    {
        value <<= 8;
        for (int bit = 0; bit < 8; bit++)
        {
            value <<= 1;
            value ^= (value & 0x10000) == 0 ? 0 : Polynomial;
        }

        return (ushort)value;
    }
}
