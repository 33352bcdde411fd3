namespace Mimi.Audio.Flac;

/// <summary>The check of a frame's header: the polynomial x^8 + x^2 + x + 1 (RFC 9639, section 9.1.8).</summary>
internal static class Crc8
{
    private const int Polynomial = 0x107;

    private static readonly byte[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static byte Of(ReadOnlySpan<byte> bytes)
    {
        byte check = 0;
        foreach (byte value in bytes)
        {
            check = Table[check ^ value];
        }

        return check;
    }

    private static byte Entry(int value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value <<= 1;
            value ^= (value & 0x100) == 0 ? 0 : Polynomial;
        }

        return (byte)value;
    }
}
