namespace Mimi.Audio.Tests.Conversion;

public sealed class ResamplingQualityTests
{
    /// <summary>Tones above 8 kHz must not fold down into the speech band.</summary>
    [Theory]
    [InlineData(48_000, 8_100)]
    [InlineData(48_000, 9_000)]
    [InlineData(48_000, 12_345)]
    [InlineData(48_000, 20_000)]
    [InlineData(44_100, 8_100)]
    [InlineData(44_100, 15_000)]
    [InlineData(44_100, 21_000)]
    [InlineData(47_999, 9_000)]
    [InlineData(32_000, 10_000)]
    public void Down_ToneAboveTheBand_IsAtLeast70DecibelsDown(int rate, double frequency)
    {
        float[] samples = Tone.Convert(Tone.Pcm(rate, frequency, 2, amplitude: 0.9), rate);

        double alias = Math.Abs(frequency - (Math.Round(frequency / 16_000) * 16_000));

        Assert.InRange(Tone.Decibels(Tone.Amplitude(Middle(samples), alias) / 0.9), double.NegativeInfinity, -70);
    }

    /// <summary>A tone in the band of the lower rate must not be mirrored into the new band.</summary>
    [Theory]
    [InlineData(8_000, 1_000, 7_000)]
    [InlineData(8_000, 3_500, 4_500)]
    [InlineData(11_025, 4_000, 7_025)]
    [InlineData(12_000, 5_000, 7_000)]
    public void Up_Images_AreAtLeast70DecibelsDown(int rate, double frequency, double image)
    {
        float[] samples = Tone.Convert(Tone.Pcm(rate, frequency, 2, amplitude: 0.9), rate);

        Assert.InRange(Tone.Decibels(Tone.Amplitude(Middle(samples), image) / 0.9), double.NegativeInfinity, -70);
    }

    [Theory]
    [InlineData(48_000, 100)]
    [InlineData(48_000, 7_200)]
    [InlineData(44_100, 7_200)]
    [InlineData(44_100, 3_000)]
    [InlineData(47_999, 5_000)]
    [InlineData(8_000, 3_600)]
    [InlineData(11_025, 300)]
    public void Resample_ToneInTheBand_KeepsItsLoudness(int rate, double frequency)
    {
        float[] samples = Tone.Convert(Tone.Pcm(rate, frequency, 2, amplitude: 0.5), rate);

        Assert.InRange(Tone.Decibels(Tone.Amplitude(Middle(samples), frequency) / 0.5), -0.05, 0.05);
    }

    /// <summary>What is left after taking the tone itself away: noise, hum of the phases, and a shift in time would all stay.</summary>
    [Theory]
    [InlineData(48_000)]
    [InlineData(44_100)]
    [InlineData(47_999)]
    [InlineData(8_000)]
    public void Resample_Tone_StaysAtItsTime(int rate)
    {
        const double Frequency = 1_000;
        float[] samples = Tone.Convert(Tone.Pcm(rate, Frequency, 2, amplitude: 0.5), rate);

        double error = 0;
        for (int i = 4_000; i < 28_000; i++)
        {
            double expected = 0.5 * 32_767 / 32_768 * Math.Sin(2 * Math.PI * Frequency * i / 16_000);
            error += Math.Pow(samples[i] - expected, 2);
        }

        Assert.InRange(Tone.Decibels(Math.Sqrt(error / 24_000) / (0.5 / Math.Sqrt(2))), double.NegativeInfinity, -70);
    }

    private static ReadOnlySpan<float> Middle(float[] samples) => samples.AsSpan(4_000, samples.Length - 8_000);
}
