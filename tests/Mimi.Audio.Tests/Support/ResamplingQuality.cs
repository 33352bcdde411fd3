using System.Buffers;
using System.Buffers.Binary;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Tests.Support;

/// <summary>Measures a change of rate with tones: what of them is left in the band that they must not reach, and how loud they are in the band that they must keep.</summary>
/// <param name="InputRate">In hertz.</param>
/// <param name="OutputRate">In hertz.</param>
/// <param name="StopBandDecibels">The loudest remainder of a tone at and above half the lower rate, up to half the input rate. Not a number where there is no such tone.</param>
/// <param name="RippleDecibels">The largest change of loudness of a tone up to 0.9 times half the lower rate.</param>
internal sealed record ResamplingQuality(int InputRate, int OutputRate, double StopBandDecibels, double RippleDecibels)
{
    private const double Amplitude = 0.9;

    public static ResamplingQuality Measure(int inputRate, int outputRate, int tones)
    {
        double band = Math.Min(inputRate, outputRate) / 2.0;
        double stop = double.NegativeInfinity;
        double ripple = 0;
        for (int i = 0; i < tones; i++)
        {
            double part = (double)i / (tones - 1);
            double kept = 20 + (part * ((0.9 * band) - 20));
            ripple = Math.Max(ripple, Math.Abs(Decibels(Remainder(inputRate, outputRate, kept))));
            double unwanted = (band * 1.0005) + (part * ((inputRate * 0.4999) - (band * 1.0005)));
            stop = unwanted > inputRate / 2.0 || inputRate <= outputRate ? stop : Math.Max(stop, Decibels(Remainder(inputRate, outputRate, unwanted)));
        }

        return new(inputRate, outputRate, stop, ripple);
    }

    public static double Decibels(double ratio) => 20 * Math.Log10(ratio);

    /// <summary>The loudness of all that came out of a tone, against the tone.</summary>
    private static double Remainder(int inputRate, int outputRate, double frequency)
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
        return Loudness(output.WrittenSpan, outputRate / 20) / (Amplitude / Math.Sqrt(2));
    }

    /// <summary>The root of the mean square of the middle, where the filter has swung in; weighted so that no whole period is needed.</summary>
    private static double Loudness(ReadOnlySpan<byte> pcm, int margin)
    {
        int count = (pcm.Length / 2) - (2 * margin);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < count; i++)
        {
            double sample = BinaryPrimitives.ReadInt16LittleEndian(pcm[((i + margin) * 2)..]) / 32_768.0;
            double weight = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / count));
            sum += sample * sample * weight;
            weights += weight;
        }

        return Math.Sqrt(sum / weights);
    }
}
