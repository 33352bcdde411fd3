using Mimi.Audio.Metering;
using Mimi.Audio.Tests.Conversion;

namespace Mimi.Audio.Tests.Metering;

public sealed class LevelMeterTests
{
    [Theory]
    [InlineData(1.0, -3.01, 0)]
    [InlineData(0.5, -9.03, -6.02)]
    [InlineData(0.01, -43.0, -40)]
    public void Write_Sine_ShowsItsLevel(double amplitude, double rms, double peak)
    {
        var meter = new LevelMeter(new(16_000));

        meter.Write(Tone.Pcm(16_000, 500, 1, amplitude * 0.9999));

        Assert.Equal(rms, meter.RmsDecibels, 0.1);
        Assert.Equal(peak, meter.PeakDecibels, 0.1);
    }

    [Fact]
    public void Levels_WithoutSound_AreNegativeInfinity()
    {
        var meter = new LevelMeter(new(16_000));
        Assert.Equal(double.NegativeInfinity, meter.RmsDecibels);

        meter.Write(new byte[32_000]);

        Assert.Equal(double.NegativeInfinity, meter.RmsDecibels);
        Assert.Equal(double.NegativeInfinity, meter.PeakDecibels);
    }

    [Fact]
    public void Write_FullScaleBothWays_IsZeroDecibels()
    {
        var meter = new LevelMeter(new(16_000));

        meter.Write([0x00, 0x80, 0x00, 0x80]);

        Assert.Equal(0, meter.RmsDecibels, 6);
        Assert.Equal(0, meter.PeakDecibels, 6);
    }

    [Fact]
    public void Write_SilenceAfterSound_LeavesTheWindowInItsTime()
    {
        var meter = new LevelMeter(new(16_000, 2), TimeSpan.FromMilliseconds(100));
        meter.Write(Tone.Pcm(16_000, 500, 1, channels: 2));
        Assert.Equal(-9.03, meter.RmsDecibels, 0.1);

        meter.Write(new byte[16_000 * 4 * 50 / 1_000]);
        Assert.Equal(-12.04, meter.RmsDecibels, 0.5); // Half of the window is silent.

        meter.Write(new byte[16_000 * 4 * 60 / 1_000]);
        Assert.Equal(double.NegativeInfinity, meter.RmsDecibels);
        Assert.Equal(double.NegativeInfinity, meter.PeakDecibels);
    }

    [Fact]
    public void Write_CutAnywhere_ShowsTheSame()
    {
        byte[] pcm = Tone.Pcm(16_000, 440, 0.25);
        var whole = new LevelMeter(new(16_000));
        var cut = new LevelMeter(new(16_000));

        whole.Write(pcm);
        for (int at = 0; at < pcm.Length; at += 7)
        {
            cut.Write(pcm.AsSpan(at, Math.Min(7, pcm.Length - at)));
        }

        Assert.Equal(whole.RmsDecibels, cut.RmsDecibels, 9);
        Assert.Equal(whole.PeakDecibels, cut.PeakDecibels, 9);
    }

    [Fact]
    public void Constructor_ImproperInput_IsAnError()
    {
        Assert.Throws<ArgumentException>("format", () => new LevelMeter(new(16_000, 1, 24)));
        Assert.Throws<ArgumentException>("format", () => new LevelMeter(default));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => new LevelMeter(new(16_000), TimeSpan.Zero));
    }
}
