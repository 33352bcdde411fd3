using System.Buffers;
using System.Buffers.Binary;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Tests.Support;

/// <summary>Measures a change of rate with tones: what of them is left in the band that they must not reach, and how loud they are in the band that they must keep.</summary>
/// <param name="InputRate">In hertz.</param>
/// <param name="OutputRate">In hertz.</param>
/// <param name="StopBandDecibels">The loudest remainder of a tone at and above half the lower rate, up to half the input rate. Negative infinity where there is no such tone.</param>
/// <param name="RippleDecibels">The largest change of loudness of a tone up to 0.9 times half the lower rate.</param>
/// <param name="ResidueDecibels">What came out of such a tone besides the tone: images, noise, hum.</param>
internal sealed record ResamplingQuality(int InputRate, int OutputRate, double StopBandDecibels, double RippleDecibels, double ResidueDecibels)
{
    private const double Amplitude = 0.9;

    public static ResamplingQuality Measure(int inputRate, int outputRate, int tones)
    {
        double band = Math.Min(inputRate, outputRate) / 2.0;
        double stop = double.NegativeInfinity;
        double ripple = 0;
        double residue = double.NegativeInfinity;
        for (int i = 0; i < tones; i++)
        {
            double part = (double)i / (tones - 1);
            double kept = 20 + (part * ((0.9 * band) - 20));
            byte[] output = Pass(inputRate, outputRate, kept);
            ripple = Math.Max(ripple, Math.Abs(Decibels(Loudness(output, outputRate))));
            residue = Math.Max(residue, Decibels(Loudness(output, outputRate, kept)));
            double unwanted = (band * 1.0005) + (part * ((inputRate * 0.4999) - (band * 1.0005)));
            stop = unwanted > inputRate / 2.0 || inputRate <= outputRate ? stop : Math.Max(stop, Decibels(Loudness(Pass(inputRate, outputRate, unwanted), outputRate)));
        }

        return new(inputRate, outputRate, stop, ripple, residue);
    }

    public static double Decibels(double ratio) => 20 * Math.Log10(ratio);

    private static byte[] Pass(int inputRate, int outputRate, double frequency)
    {
        int frames = inputRate / 4;
        byte[] pcm = new byte[frames * 4];
        for (int i = 0; i < frames; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(pcm.AsSpan(i * 4), (int)(Amplitude * int.MaxValue * Math.Sin(2 * Math.PI * frequency * i / inputRate)));
        }

        var output = new ArrayBufferWriter<byte>();
        var converter = new Pcm16Converter(new(inputRate, 1, 32), new() { SampleRate = outputRate });
        converter.Convert(pcm, output);
        converter.Complete(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The loudness against that of the tone: the root of the mean square of the middle, where the filter has swung in, weighted so that no whole period is needed. With a frequency, the tone itself is taken
    /// away: it must be at its time, to the sample.
    /// </summary>
    private static double Loudness(ReadOnlySpan<byte> pcm, int rate, double? without = null)
    {
        int margin = rate / 20;
        int count = (pcm.Length / 2) - (2 * margin);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < count; i++)
        {
            double tone = without is { } frequency ? Amplitude * Math.Sin(2 * Math.PI * frequency * (i + margin) / rate) : 0;
            double sample = (BinaryPrimitives.ReadInt16LittleEndian(pcm[((i + margin) * 2)..]) / 32_768.0) - tone;
            double weight = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / count));
            sum += sample * sample * weight;
            weights += weight;
        }

        return Math.Sqrt(sum / weights) / (Amplitude / Math.Sqrt(2));
    }
}
