using System.Numerics;

namespace Mimi.Audio.Conversion;

/// <summary>A low-pass filter cut into phases: a sinc under a Kaiser window, as wide as its stop band needs.</summary>
internal sealed class ResamplingFilter
{
    /// <summary>How far what cannot be represented at the output rate is pressed down.</summary>
    private const double StopBandDecibels = 80;

    /// <summary>The part of the band that the filter's slope takes.</summary>
    private const double TransitionWidth = 0.1;

    /// <summary>More phases than this are not stored: between two, the kernel is drawn straight, which costs less than −90 dB.</summary>
    private const int MaxPhases = 256;

    private readonly float[][] _phases;

    private ResamplingFilter(int interpolation, int decimation)
    {
        Interpolation = interpolation;
        Decimation = decimation;

        double nyquist = 0.5 * Math.Min(1, (double)interpolation / decimation); // In cycles per input sample.
        double transition = TransitionWidth * nyquist;
        double cutoff = nyquist - (transition / 2);
        Ahead = (int)Math.Ceiling(KaiserWindow.Length(StopBandDecibels, transition) / 2);
        Taps = 2 * Ahead;

        int phases = Math.Min(interpolation, MaxPhases);
        var window = new KaiserWindow(StopBandDecibels, Ahead);
        _phases = [.. Enumerable.Range(0, phases + 1).Select(phase => Kernel(window, cutoff, (double)phase / phases))];
    }

    /// <summary>Gets the output samples that come of <see cref="Decimation"/> input samples.</summary>
    public int Interpolation { get; }

    /// <summary>Gets the input samples that make <see cref="Interpolation"/> output samples.</summary>
    public int Decimation { get; }

    /// <summary>Gets how many input samples one output sample is made of.</summary>
    public int Taps { get; }

    /// <summary>Gets how many of the taps lie after the output sample.</summary>
    public int Ahead { get; }

    public static ResamplingFilter For(int inputRate, int outputRate)
    {
        int divisor = (int)BigInteger.GreatestCommonDivisor(inputRate, outputRate);
        return new(outputRate / divisor, inputRate / divisor);
    }

    /// <summary>Computes one output sample.</summary>
    /// <param name="input">As many samples as there are taps.</param>
    /// <param name="fraction">Where the output lies after the sample at the middle, in 1/<see cref="Interpolation"/>.</param>
    public float Apply(ReadOnlySpan<float> input, int fraction)
    {
        int phases = _phases.Length - 1;
        int phase = Math.DivRem(fraction * phases, Interpolation, out int between);
        float sample = DotProduct(input, _phases[phase]);
        return between == 0
            ? sample
            : float.Lerp(sample, DotProduct(input, _phases[phase + 1]), (float)between / Interpolation);
    }

    private static float DotProduct(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        float sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private float[] Kernel(KaiserWindow window, double cutoff, double fraction)
    {
        var kernel = new double[Taps];
        for (int tap = 0; tap < Taps; tap++)
        {
            double x = tap - Ahead + 1 - fraction;
            double angle = 2 * Math.PI * cutoff * x;
            kernel[tap] = (angle == 0 ? 1 : Math.Sin(angle) / angle) * window.At(x);
        }

        double sum = kernel.Sum(); // Each phase passes a constant unchanged, or the phases would hum.
        return [.. kernel.Select(value => (float)(value / sum))];
    }
}
