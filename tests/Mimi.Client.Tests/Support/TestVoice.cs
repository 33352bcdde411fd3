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
