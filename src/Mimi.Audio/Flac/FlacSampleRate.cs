namespace Mimi.Audio.Flac;

/// <summary>How the header of a frame states the sample rate (RFC 9639, section 9.1.2).</summary>
internal static class FlacSampleRate
{
    /// <summary>The rest of the header states whole kilohertz in 8 bits.</summary>
    public const int KilohertzCode = 12;

    /// <summary>The rest of the header states hertz in 16 bits.</summary>
    public const int HertzCode = 13;

    /// <summary>The rest of the header states tens of hertz in 16 bits.</summary>
    public const int TensOfHertzCode = 14;

    private const int MaxKilohertz = byte.MaxValue;
    private const int MaxUnits = ushort.MaxValue;

    private static readonly int[] Common = [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];

    /// <summary>Tells the rate that a code from 1 to 11 alone stands for.</summary>
    public static int OfCode(int code) => Common[code];

    public static bool IsStreamable(int rate) => rate > 0 && CodeOf(rate) != 0;

    /// <summary>Tells the code of a rate, or 0 if a header cannot state it.</summary>
    public static int CodeOf(int rate)
    {
        int common = Array.IndexOf(Common, rate);
        return common > 0 ? common
            : rate <= MaxUnits ? HertzCode
            : rate % 1_000 == 0 && rate / 1_000 <= MaxKilohertz ? KilohertzCode
            : rate % 10 == 0 && rate / 10 <= MaxUnits ? TensOfHertzCode
            : 0;
    }
}
