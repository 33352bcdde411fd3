using System.Numerics;

namespace Mimi.Audio.Flac.Decoding;

/// <summary>Adds prediction and residual up to samples, in place. What a hostile stream lets overflow wraps around.</summary>
internal static class Restoration
{
    public static void Fixed(Span<int> samples, int order)
    {
        for (int i = order; i < samples.Length; i++)
        {
            samples[i] += order switch
            {
                0 => 0,
                1 => samples[i - 1],
                2 => (2 * samples[i - 1]) - samples[i - 2],
                3 => (3 * (samples[i - 1] - samples[i - 2])) + samples[i - 3],
                _ => (4 * (samples[i - 1] + samples[i - 3])) - (6 * samples[i - 2]) - samples[i - 4],
            };
        }
    }

    /// <param name="samples">The first ones as they are, then the residual.</param>
    /// <param name="coefficients">The one of the sample just before comes first.</param>
    /// <param name="shift">The sum of all products is shifted right by so many bits.</param>
    /// <param name="productBits">The bits that a product may have.</param>
    public static void Lpc(Span<int> samples, ReadOnlySpan<int> coefficients, int shift, int productBits)
    {
        int order = coefficients.Length;
        Span<int> backwards = stackalloc int[order]; // So that both run the same way.
        for (int i = 0; i < order; i++)
        {
            backwards[i] = coefficients[order - 1 - i];
        }

        bool isNarrow = productBits + BitOperations.Log2((uint)order) <= 32;
        for (int i = order; i < samples.Length; i++)
        {
            ReadOnlySpan<int> past = samples.Slice(i - order, order);
            samples[i] += isNarrow ? Sum(past, backwards) >> shift : (int)(WideSum(past, backwards) >> shift);
        }
    }

    private static int Sum(ReadOnlySpan<int> past, ReadOnlySpan<int> coefficients)
    {
        int sum = 0;
        for (int i = 0; i < past.Length && i < coefficients.Length; i++)
        {
            sum += past[i] * coefficients[i];
        }

        return sum;
    }

    private static long WideSum(ReadOnlySpan<int> past, ReadOnlySpan<int> coefficients)
    {
        long sum = 0;
        for (int i = 0; i < past.Length && i < coefficients.Length; i++)
        {
            sum += (long)past[i] * coefficients[i];
        }

        return sum;
    }
}
