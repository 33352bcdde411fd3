using System.Numerics;

namespace Mimi.Audio.Capture.Support;

/// <summary>Where a recording lies in what was heard, and how alike the two are.</summary>
/// <param name="Lag">The index of the recording's first sample in what was heard.</param>
/// <param name="Likeness">The normalised cross-correlation over the whole recording: 1 if they are equal but for the volume.</param>
internal readonly record struct Alignment(int Lag, double Likeness)
{
    private const int ProbeSamples = 4_000;

    public static Alignment Of(ReadOnlySpan<short> recording, ReadOnlySpan<short> heard)
    {
        float[] original = ToFloat(recording);
        float[] captured = ToFloat(heard);
        int probeAt = Loudest(original);
        ReadOnlySpan<float> probe = original.AsSpan(probeAt, ProbeSamples);
        int best = 0;
        double bestLikeness = -1;
        for (int at = probeAt; at + ProbeSamples <= captured.Length; at++)
        {
            double likeness = Compare(probe, captured.AsSpan(at, ProbeSamples));
            (best, bestLikeness) = likeness > bestLikeness ? (at, likeness) : (best, bestLikeness);
        }

        int lag = best - probeAt;
        return lag >= 0 && lag + original.Length <= captured.Length
            ? new(lag, Compare(original, captured.AsSpan(lag, original.Length)))
            : new(lag, -1);
    }

    private static int Loudest(float[] samples)
    {
        int best = 0;
        double bestEnergy = -1;
        for (int at = 0; at + ProbeSamples <= samples.Length; at += ProbeSamples / 4)
        {
            double energy = Dot(samples.AsSpan(at, ProbeSamples), samples.AsSpan(at, ProbeSamples));
            (best, bestEnergy) = energy > bestEnergy ? (at, energy) : (best, bestEnergy);
        }

        return best;
    }

    private static double Compare(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double energy = Dot(a, a) * Dot(b, b);
        return energy == 0 ? 0 : Dot(a, b) / Math.Sqrt(energy);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += Vector.Dot(new Vector<float>(a[i..]), new Vector<float>(b[i..]));
        }

        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static float[] ToFloat(ReadOnlySpan<short> samples)
    {
        float[] result = new float[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            result[i] = samples[i] / 32_768f;
        }

        return result;
    }
}
