using System.Numerics;

namespace Mimi.Speech.Voices;

/// <summary>Takes 48,000 samples a second down to 16,000: a low-pass filter, of which every third value is kept.</summary>
/// <remarks>A sinc under a Kaiser window: level to 7,200 Hz, at least 80 dB down from 8,000 Hz, which is what could alias. Its delay is taken out.</remarks>
internal static class Decimator
{
    public const int InputRate = SpeechAudio.SampleRate * Factor;

    private const int Factor = 3;
    private const int Half = 150; // Kaiser's estimate for 80 dB over a transition of 800 Hz at 48,000 Hz: 301 taps.
    private const double Cutoff = 7_600.0 / InputRate;
    private const double KaiserBeta = 7.857; // 0.1102 × (80 − 8.7), Kaiser's formula for 80 dB.

    private static readonly float[] Taps = Design();

    public static short[] Decimate(ReadOnlySpan<short> samples)
    {
        var padded = new float[samples.Length + Half + Taps.Length]; // To the end of the last window.
        for (int i = 0; i < samples.Length; i++)
        {
            padded[Half + i] = samples[i];
        }

        var output = new short[(samples.Length + Factor - 1) / Factor];
        for (int i = 0; i < output.Length; i++)
        {
            float sum = Dot(Taps, padded.AsSpan(i * Factor, Taps.Length));
            output[i] = (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
        }

        return output;
    }

    private static float Dot(ReadOnlySpan<float> taps, ReadOnlySpan<float> samples)
    {
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < taps.Length; i += Vector<float>.Count)
        {
            sum += new Vector<float>(taps[i..]) * new Vector<float>(samples[i..]);
        }

        return Vector.Sum(sum);
    }

    private static float[] Design()
    {
        var taps = new double[(2 * Half) + 1];
        for (int i = 0; i < taps.Length; i++)
        {
            double x = 2 * Cutoff * (i - Half);
            double sinc = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
            double position = (double)(i - Half) / Half;
            taps[i] = sinc * BesselI0(KaiserBeta * Math.Sqrt(1 - (position * position)));
        }

        double gain = taps.Sum();
        var whole = new float[(taps.Length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count]; // Zeros at the end fill the last vector.
        for (int i = 0; i < taps.Length; i++)
        {
            whole[i] = (float)(taps[i] / gain);
        }

        return whole;
    }

    /// <summary>The modified Bessel function of the first kind and order zero, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
