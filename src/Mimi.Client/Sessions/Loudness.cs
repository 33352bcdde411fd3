using System.Numerics;
using System.Runtime.InteropServices;

namespace Mimi.Client.Sessions;

/// <summary>How loud a signal is, or the difference of two.</summary>
internal static class Loudness
{
    /// <summary>The sum of all squares, exactly.</summary>
    public static long SumOfSquares(ReadOnlySpan<short> samples)
    {
        ReadOnlySpan<Vector<short>> vectors = MemoryMarshal.Cast<short, Vector<short>>(samples);
        Vector<long> sums = Vector<long>.Zero;
        foreach (Vector<short> vector in vectors)
        {
            Vector.Widen(vector, out Vector<int> low, out Vector<int> high);
            Vector.Widen(low * low, out Vector<long> first, out Vector<long> second);
            Vector.Widen(high * high, out Vector<long> third, out Vector<long> fourth);
            sums += first + second + third + fourth;
        }

        long sum = Vector.Sum(sums);
        foreach (short sample in samples[(vectors.Length * Vector<short>.Count)..])
        {
            sum += sample * sample;
        }

        return sum;
    }

    /// <summary>The sum of all squares of the difference of two signals. A difference beyond 16 bits counts as the largest.</summary>
    public static float SumOfSquaredDifferences(ReadOnlySpan<short> samples, ReadOnlySpan<short> before)
    {
        ReadOnlySpan<Vector<short>> now = MemoryMarshal.Cast<short, Vector<short>>(samples);
        ReadOnlySpan<Vector<short>> then = MemoryMarshal.Cast<short, Vector<short>>(before)[..now.Length];
        (Vector<float> low, Vector<float> high) = (Vector<float>.Zero, Vector<float>.Zero);
        for (int i = 0; i < now.Length; i++)
        {
            Vector.Widen(Vector.SubtractSaturate(now[i], then[i]), out Vector<int> differenceLow, out Vector<int> differenceHigh);
            low = AddSquares(differenceLow, low);
            high = AddSquares(differenceHigh, high);
        }

        int rest = samples.Length % Vector<short>.Count;
        if (now.Length > 0 && rest > 0)
        {
            // The last whole vector, without what the loop has counted of it.
            Vector<short> last = Vector.SubtractSaturate(new Vector<short>(samples[^Vector<short>.Count..]), new Vector<short>(before[(samples.Length - Vector<short>.Count)..]));
            Vector<short> isNew = Vector.GreaterThanOrEqual(Vector<short>.Indices, new Vector<short>((short)(Vector<short>.Count - rest)));
            Vector.Widen(last & isNew, out Vector<int> differenceLow, out Vector<int> differenceHigh);
            low = AddSquares(differenceLow, low);
            high = AddSquares(differenceHigh, high);
            rest = 0;
        }

        float sum = Vector.Sum(low + high);
        for (int i = samples.Length - rest; i < samples.Length; i++)
        {
            float difference = Math.Clamp(samples[i] - before[i], short.MinValue, short.MaxValue);
            sum += difference * difference;
        }

        return sum;
    }

    private static Vector<float> AddSquares(Vector<int> values, Vector<float> sums)
    {
        Vector<float> reals = Vector.ConvertToSingle(values);
        return Vector.MultiplyAddEstimate(reals, reals, sums);
    }
}
