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

    /// <summary>The mean square of the difference, in decibels over the smallest step of a sample. At least zero.</summary>
    public static float Decibels(ReadOnlySpan<short> samples, ReadOnlySpan<short> before)
    {
        ReadOnlySpan<Vector<short>> now = MemoryMarshal.Cast<short, Vector<short>>(samples);
        ReadOnlySpan<Vector<short>> then = MemoryMarshal.Cast<short, Vector<short>>(before);
        (Vector<float> low, Vector<float> high) = (Vector<float>.Zero, Vector<float>.Zero);
        for (int i = 0; i < now.Length; i++)
        {
            Vector.Widen(now[i], out Vector<int> nowLow, out Vector<int> nowHigh);
            Vector.Widen(then[i], out Vector<int> thenLow, out Vector<int> thenHigh);
            Vector<float> differenceLow = Vector.ConvertToSingle(nowLow - thenLow);
            Vector<float> differenceHigh = Vector.ConvertToSingle(nowHigh - thenHigh);
            low += differenceLow * differenceLow;
            high += differenceHigh * differenceHigh;
        }

        float sum = Vector.Sum(low + high);
        for (int i = now.Length * Vector<short>.Count; i < samples.Length; i++)
        {
            float difference = samples[i] - before[i];
            sum += difference * difference;
        }

        return 10 * MathF.Log10((sum / samples.Length) + 1);
    }
}
