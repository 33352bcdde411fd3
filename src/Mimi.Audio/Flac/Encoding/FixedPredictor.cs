using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>The five predictors without coefficients: each order is the difference of the one before (RFC 9639, section 9.2.5).</summary>
internal static class FixedPredictor
{
    public const int MaxOrder = 4;

    /// <summary>So many samples are added up in 32 bits before they are carried over: differences of 17-bit samples have at most 21 bits.</summary>
    private const int CarrySamples = 1_024;

    private static readonly int[][] Coefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

    /// <summary>Tells the order with the smallest differences.</summary>
    public static int BestOrder(ReadOnlySpan<int> samples)
    {
        if (samples.Length <= MaxOrder)
        {
            return 0;
        }

        Span<ulong> sums = stackalloc ulong[MaxOrder + 1];
        AddDifferences(samples, sums);
        int best = 0;
        for (int order = 1; order <= MaxOrder; order++)
        {
            best = sums[order] < sums[best] ? order : best;
        }

        return best;
    }

    /// <summary>Computes what the predictor misses, folded to unsigned numbers.</summary>
    public static void Predict(ReadOnlySpan<int> samples, int order, Span<uint> folded) => LinearPredictor.Predict(samples, Coefficients[order], shift: 0, folded);

    /// <summary>Adds up the size of the second differences: a cheap guess of how many bits a channel takes.</summary>
    public static ulong Roughness(ReadOnlySpan<int> samples)
    {
        Span<ulong> sums = stackalloc ulong[MaxOrder + 1];
        sums.Clear();
        if (samples.Length > MaxOrder)
        {
            AddDifferences(samples, sums);
        }

        return sums[2];
    }

    private static void AddDifferences(ReadOnlySpan<int> samples, Span<ulong> sums)
    {
        sums.Clear();
        int at = MaxOrder;
        while (samples.Length - at >= Vector<int>.Count)
        {
            int until = Math.Min(samples.Length, at + CarrySamples) - Vector<int>.Count;
            Vector<int> sum0 = Vector<int>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0;
            for (; at <= until; at += Vector<int>.Count)
            {
                var x0 = new Vector<int>(samples[at..]);
                var x1 = new Vector<int>(samples[(at - 1)..]);
                var x2 = new Vector<int>(samples[(at - 2)..]);
                var x3 = new Vector<int>(samples[(at - 3)..]);
                var x4 = new Vector<int>(samples[(at - 4)..]);
                Vector<int> first = x0 - x1, before = x1 - x2, beforeThat = x2 - x3, oldest = x3 - x4;
                Vector<int> second = first - before, secondBefore = before - beforeThat, secondOldest = beforeThat - oldest;
                Vector<int> third = second - secondBefore, thirdBefore = secondBefore - secondOldest;
                sum0 += Vector.Abs(x0);
                sum1 += Vector.Abs(first);
                sum2 += Vector.Abs(second);
                sum3 += Vector.Abs(third);
                sum4 += Vector.Abs(third - thirdBefore);
            }

            sums[0] += Carry(sum0);
            sums[1] += Carry(sum1);
            sums[2] += Carry(sum2);
            sums[3] += Carry(sum3);
            sums[4] += Carry(sum4);
        }
    }

    private static ulong Carry(Vector<int> sum)
    {
        Vector.Widen(Vector.AsVectorUInt32(sum), out Vector<ulong> low, out Vector<ulong> high);
        return Vector.Sum(low + high);
    }
}
