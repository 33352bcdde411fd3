using Mimi.Speech.Voices;

namespace Mimi.Speech.Tests.Voices;

public sealed class DecimatorTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(7_000)]
    public void Decimate_ToneInTheBand_KeepsPlaceLevelAndPhase(double hertz)
    {
        short[] output = Decimator.Decimate(Tone(hertz, 48_000));

        Assert.Equal(16_000, output.Length);
        short[] expected = Tone(hertz, 16_000);
        for (int i = 200; i < output.Length - 200; i++)
        {
            Assert.InRange(output[i] - expected[i], -30, 30); // Of 20,000: 0.015 dB.
        }
    }

    [Theory]
    [InlineData(8_100)]
    [InlineData(9_000)]
    [InlineData(15_000)]
    [InlineData(23_000)]
    public void Decimate_ToneAboveTheBand_DoesNotComeBackAsAnother(double hertz)
    {
        short[] output = Decimator.Decimate(Tone(hertz, 48_000));

        Assert.All(output[200..^200], static sample => Assert.InRange(sample, -3, 3)); // 77 dB below.
    }

    [Fact]
    public void Decimate_FullScale_IsClippedAndNotWrapped()
    {
        short[] square = [.. Enumerable.Range(0, 4_800).Select(static i => i / 60 % 2 == 0 ? short.MaxValue : short.MinValue)];

        short[] output = Decimator.Decimate(square);

        Assert.Contains(short.MaxValue, output);
        Assert.All(Enumerable.Range(100, 1_400), i => Assert.True(i % 20 < 1 || i % 20 > 18 || (output[i] > 0) == (i / 20 % 2 == 0)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public void Decimate_FewSamples_KeepsEachThird(int samples, int expected) => Assert.Equal(expected, Decimator.Decimate(new short[samples]).Length);

    private static short[] Tone(double hertz, int rate) =>
        [.. Enumerable.Range(0, rate).Select(i => (short)Math.Round(20_000 * Math.Sin(2 * Math.PI * hertz * i / rate)))];
}
