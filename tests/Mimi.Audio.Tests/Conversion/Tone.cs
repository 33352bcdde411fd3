using System.Buffers;
using System.Buffers.Binary;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Tests.Conversion;

/// <summary>Sine waves, and how loud one is in what came out.</summary>
internal static class Tone
{
    public static byte[] Pcm(int rate, double frequency, double seconds, double amplitude = 0.5, int channels = 1)
    {
        var pcm = new byte[(int)(rate * seconds) * channels * 2];
        var random = new Random(1);
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            // Dithered, so that the rounding to 16 bit is noise and no overtone.
            double value = (amplitude * 32_767 * Math.Sin(2 * Math.PI * frequency * (i / channels) / rate)) + random.NextDouble() - random.NextDouble();
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(i * 2), (short)Math.Round(value));
        }

        return pcm;
    }

    public static float[] Convert(byte[] pcm, int rate, int channels = 1, params int[] cuts)
    {
        var converter = new PcmConverter(new PcmFormat(rate, 16, channels));
        var samples = new ArrayBufferWriter<float>();
        int at = 0;
        for (int i = 0; at < pcm.Length; i++)
        {
            int length = cuts.Length == 0 ? pcm.Length : Math.Min(cuts[i % cuts.Length], pcm.Length - at);
            converter.Convert(pcm.AsSpan(at, length), samples);
            at += length;
        }

        converter.Complete(samples);
        return samples.WrittenSpan.ToArray();
    }

    /// <summary>The amplitude of one frequency, seen through a Hann window so that its neighbours do not leak in.</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double frequency, int rate = 16_000)
    {
        double real = 0;
        double imaginary = 0;
        double weights = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double weight = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / samples.Length));
            double angle = 2 * Math.PI * frequency * i / rate;
            real += weight * samples[i] * Math.Cos(angle);
            imaginary += weight * samples[i] * Math.Sin(angle);
            weights += weight;
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / weights;
    }

    public static double Decibels(double ratio) => 20 * Math.Log10(ratio);
}
