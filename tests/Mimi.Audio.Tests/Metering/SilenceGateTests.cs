using Mimi.Audio.Metering;
using Mimi.Audio.Tests.Conversion;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Tests.Metering;

public sealed class SilenceGateTests
{
    private static readonly PcmFormat Mono = new(16_000);

    [Theory]
    [InlineData(200)]
    [InlineData(800)]
    [InlineData(2_500)]
    public void Write_SilenceAfterSound_EndsAfterThatMuchSilence(int milliseconds)
    {
        var gate = new SilenceGate(Mono, new() { Silence = TimeSpan.FromMilliseconds(milliseconds) });
        Assert.False(gate.Write(Tone.Pcm(16_000, 500, 1)));

        Assert.False(gate.Write(new byte[(milliseconds - 10) * 32]));
        Assert.True(gate.Write(new byte[10 * 32]));

        Assert.Equal(TimeSpan.FromSeconds(1), gate.SilenceStart);
        Assert.True(gate.HasEnded);
    }

    [Fact]
    public void Write_OnlySilence_NeverEnds()
    {
        var gate = new SilenceGate(Mono);

        Assert.False(gate.Write(new byte[32_000 * 60]));
        Assert.False(gate.HasSound);
    }

    [Fact]
    public void Write_Click_IsNoSound()
    {
        var gate = new SilenceGate(Mono);

        Assert.False(gate.Write([.. Tone.Pcm(16_000, 500, 0.03), .. new byte[64_000]]));
    }

    [Fact]
    public void Write_PauseThatIsShorter_GoesOn()
    {
        var gate = new SilenceGate(Mono);

        Assert.False(gate.Write([.. Tone.Pcm(16_000, 500, 0.5), .. new byte[700 * 32], .. Tone.Pcm(16_000, 500, 0.5), .. new byte[700 * 32]]));
    }

    [Fact]
    public void Write_NoiseBelowTheThreshold_IsSilence()
    {
        var gate = new SilenceGate(Mono, new() { ThresholdDecibels = -40 });

        Assert.True(gate.Write([.. Tone.Pcm(16_000, 500, 0.5), .. Tone.Pcm(16_000, 500, 1, amplitude: 0.01)])); // −43 dBFS.
        Assert.False(new SilenceGate(Mono, new() { ThresholdDecibels = -46 }).Write([.. Tone.Pcm(16_000, 500, 0.5), .. Tone.Pcm(16_000, 500, 1, amplitude: 0.01)]));
    }

    [Fact]
    public void Write_RealSpeechThenSilence_EndsBehindTheLastWord()
    {
        byte[] speech = [.. Speech.Kennedy().SelectMany(static sample => new[] { (byte)sample, (byte)(sample >> 8) }), .. new byte[64_000]];
        var gate = new SilenceGate(Mono, new() { Silence = TimeSpan.FromSeconds(1.5) });
        int at = 0;
        while (!gate.Write(speech.AsSpan(at, Math.Min(3_200, speech.Length - at))))
        {
            at += 3_200;
        }

        Assert.InRange(gate.SilenceStart.TotalSeconds, 10, 11.1);
    }

    [Fact]
    public void Reset_Ended_WaitsForTheNextUtterance()
    {
        var gate = new SilenceGate(Mono);
        byte[] utterance = [.. Tone.Pcm(16_000, 500, 0.5), .. new byte[32_000]];
        Assert.True(gate.Write(utterance));

        gate.Reset();

        Assert.False(gate.Write(new byte[64_000]));
        Assert.True(gate.Write(utterance));
        Assert.Equal(TimeSpan.FromSeconds(1.5 + 2 + 0.5), gate.SilenceStart);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceGateOptions { ThresholdDecibels = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceGateOptions { ThresholdDecibels = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceGateOptions { Silence = TimeSpan.FromMilliseconds(49) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceGateOptions { MinSound = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentException>("format", () => new SilenceGate(new(16_000, 1, 8)));
    }
}
