using System.Buffers.Binary;

namespace Mimi.Client.Tests.Support;

/// <summary>Audio of 16 kHz, 16 bits, one channel, made by rule.</summary>
internal static class TestVoice
{
    public const int BytesPerSecond = 32_000;

    /// <summary>A buzz of 150 Hz and its harmonics whose loudness goes up and down four times a second, as that of syllables does.</summary>
    public static byte[] Speech(double seconds, double peak = 6_000) =>
        Make(seconds, time => peak * Math.Pow(Math.Sin(Math.PI * 4 * time), 2) * Buzz(time));

    /// <summary>White noise of one loudness.</summary>
    public static byte[] Noise(double seconds, double peak = 6_000)
    {
        var random = new Random(1);
        return Make(seconds, _ => peak * ((2 * random.NextDouble()) - 1));
    }

    /// <summary>The hum of the mains: 50 Hz and two harmonics.</summary>
    public static byte[] Hum(double seconds, double peak) =>
        Make(seconds, time => peak / 1.75 * (Math.Sin(2 * Math.PI * 50 * time) + (Math.Sin(2 * Math.PI * 100 * time) / 2) + (Math.Sin(2 * Math.PI * 150 * time) / 4)));

    /// <summary>A room in which nobody speaks: dull noise whose loudness drifts by 6 dB in 20 seconds, and some hum.</summary>
    public static byte[] Room(double seconds, double peak)
    {
        var random = new Random(2);
        double dull = 0;
        return Make(seconds, time =>
        {
            dull += ((2 * random.NextDouble()) - 1 - dull) / 3;
            double drift = Math.Pow(2, Math.Sin(2 * Math.PI * time / 40) / 2);
            return peak * ((dull * drift) + (Math.Sin(2 * Math.PI * 50 * time) / 10));
        });
    }

    public static byte[] Tone(double seconds) => Make(seconds, static time => 6_000 * Math.Sin(2 * Math.PI * 440 * time));

    public static byte[] Silence(double seconds) => new byte[(int)(seconds * BytesPerSecond)];

    private static double Buzz(double time)
    {
        double sum = 0;
        for (int harmonic = 1; harmonic <= 16; harmonic++)
        {
            sum += Math.Sin(2 * Math.PI * 150 * harmonic * time) / harmonic;
        }

        return sum / 2;
    }

    private static byte[] Make(double seconds, Func<double, double> sample)
    {
        byte[] audio = Silence(seconds);
        for (int i = 0; i < audio.Length / 2; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(audio.AsSpan(2 * i), (short)sample(i / 16_000.0));
        }

        return audio;
    }
}
