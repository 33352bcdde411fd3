using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Predicts each sample from those before it.</summary>
internal static class LinearPredictor
{
    /// <summary>Computes what the predictor misses, folded to unsigned numbers: 0, −1, 1, −2, … become 0, 1, 2, 3, …</summary>
    /// <param name="samples">More than there are coefficients. The sum of all products fits into 32 bits.</param>
    /// <param name="coefficients">The one of the sample just before comes first.</param>
    /// <param name="shift">The sum is shifted right by so many bits.</param>
    /// <param name="folded">Takes one number for each sample after the first ones, which have no past.</param>
    public static void Predict(ReadOnlySpan<int> samples, ReadOnlySpan<int> coefficients, int shift, Span<uint> folded)
    {
        int order = coefficients.Length;
        int at = order;
        for (; at <= samples.Length - Vector<int>.Count; at += Vector<int>.Count)
        {
            Vector<int> sum = Vector<int>.Zero;
            for (int i = 0; i < coefficients.Length; i++)
            {
                sum += new Vector<int>(samples[(at - 1 - i)..]) * coefficients[i];
            }

            Vector<int> missed = new Vector<int>(samples[at..]) - Vector.ShiftRightArithmetic(sum, shift);
            Vector<int> fold = Vector.ShiftLeft(missed, 1) ^ Vector.ShiftRightArithmetic(missed, 31);
            Vector.AsVectorUInt32(fold).CopyTo(folded[(at - order)..]);
        }

        for (; at < samples.Length; at++)
        {
            int sum = 0;
            for (int i = 0; i < coefficients.Length; i++)
            {
                sum += samples[at - 1 - i] * coefficients[i];
            }

            int missed = samples[at] - (sum >> shift);
            folded[at - order] = (uint)(missed << 1 ^ missed >> 31);
        }
    }
}
