namespace Mimi.Audio.Flac.Encoding;

/// <summary>Rounds a predictor's coefficients to integers over a power of two.</summary>
internal static class CoefficientQuantizer
{
    private const int MaxShift = 15;

    /// <summary>Rounds coefficients.</summary>
    /// <param name="predictor">What is to be rounded.</param>
    /// <param name="precision">The bits of a coefficient with its sign.</param>
    /// <param name="coefficients">Takes the integers.</param>
    /// <param name="shift">The power of two they are over.</param>
    /// <returns><see langword="false"/> if the coefficients are too large, or none is left.</returns>
    public static bool TryRound(ReadOnlySpan<double> predictor, int precision, Span<int> coefficients, out int shift)
    {
        int limit = (1 << (precision - 1)) - 1;
        double largest = 0;
        foreach (double value in predictor)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        shift = 0;
        if (!(largest > 0 && largest <= limit))
        {
            return false;
        }

        while (shift < MaxShift && largest * (2 << shift) <= limit)
        {
            shift++;
        }

        double carried = 0; // The error of one coefficient is made good by the next.
        int used = 0;
        for (int i = 0; i < predictor.Length; i++)
        {
            carried += predictor[i] * (1 << shift);
            coefficients[i] = Math.Clamp((int)Math.Round(carried), -limit - 1, limit);
            carried -= coefficients[i];
            used |= coefficients[i];
        }

        return used != 0;
    }
}
