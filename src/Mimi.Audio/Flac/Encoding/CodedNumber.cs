namespace Mimi.Audio.Flac.Encoding;

/// <summary>The number of a frame or of its first sample, written like a character of UTF-8 that may have up to 36 bits (RFC 9639, section 9.1.5).</summary>
internal static class CodedNumber
{
    public static void Write(BitWriter bits, ulong number)
    {
        if (number < 0x80)
        {
            bits.Write((uint)number, 8);
            return;
        }

        int more = 1;
        while (number >> ((5 * more) + 6) != 0)
        {
            more++;
        }

        uint prefix = 0xFFu << (7 - more) & 0xFF;
        bits.Write(prefix | (uint)(number >> (6 * more)), 8);
        while (more-- > 0)
        {
            bits.Write(0x80 | ((uint)(number >> (6 * more)) & 0x3F), 8);
        }
    }
}
