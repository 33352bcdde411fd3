namespace Mimi.Audio.Conversion;

/// <summary>The window that Kaiser found to give the steepest slope for a wanted stop band (J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974).</summary>
internal sealed class KaiserWindow(double stopBandDecibels, double halfLength)
{
    private readonly double _beta = 0.1102 * (stopBandDecibels - 8.7); // His fit for more than 50 dB.

    /// <summary>Tells how many samples a filter needs.</summary>
    /// <param name="stopBandDecibels">More than 50.</param>
    /// <param name="transition">The width of the slope, in cycles per sample.</param>
    public static double Length(double stopBandDecibels, double transition) =>
        ((stopBandDecibels - 7.95) / (2.285 * 2 * Math.PI * transition)) + 1;

    public double At(double x)
    {
        double position = x / halfLength;
        return Math.Abs(position) >= 1 ? 0 : Bessel0(_beta * Math.Sqrt(1 - (position * position))) / Bessel0(_beta);
    }

    /// <summary>The modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double Bessel0(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-16; k++)
        {
            double factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }

        return sum;
    }
}
