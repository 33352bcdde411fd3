namespace Mimi.Audio.Flac.Encoding;

/// <summary>A window that is flat in the middle and falls off as a cosine at both ends.</summary>
internal static class TukeyWindow
{
    /// <param name="window">Is filled.</param>
    /// <param name="slope">Which part of it the two slopes take together, 0 to 1.</param>
    public static void Fill(Span<double> window, double slope)
    {
        window.Fill(1);
        int rise = (int)(slope / 2 * window.Length);
        for (int i = 0; i < rise; i++)
        {
            double value = 0.5 - (0.5 * Math.Cos(Math.PI * (i + 0.5) / rise));
            window[i] = value;
            window[^(i + 1)] = value;
        }
    }
}
