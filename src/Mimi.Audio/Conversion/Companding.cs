namespace Mimi.Audio.Conversion;

/// <summary>The two ways in which telephony packs a sample into 8 bits (ITU-T G.711).</summary>
internal static class Companding
{
    private const int MuLawBias = 0x84;

    public static short ALaw(byte code)
    {
        int bits = code ^ 0x55;
        int exponent = bits >> 4 & 7;
        int magnitude = (bits & 15) << 4 | 8;
        magnitude = exponent == 0 ? magnitude : (magnitude | 0x100) << (exponent - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    public static short MuLaw(byte code)
    {
        int bits = ~code;
        int magnitude = (((bits & 15) << 3) + MuLawBias << (bits >> 4 & 7)) - MuLawBias;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }
}
