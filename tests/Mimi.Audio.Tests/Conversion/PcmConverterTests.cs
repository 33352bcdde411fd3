using System.Buffers;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Tests.Conversion;

public sealed class PcmConverterTests
{
    [Fact]
    public void Convert_16KilohertzMono_IsExact()
    {
        byte[] pcm = [0x00, 0x80, 0xff, 0x7f, 0x00, 0x00, 0x00, 0x40];

        Assert.Equal([-1f, 32_767 / 32_768f, 0f, 0.5f], Tone.Convert(pcm, 16_000));
    }

    [Fact]
    public void Convert_TwoChannels_MixesDownWithoutClipping()
    {
        byte[] pcm = [0xff, 0x7f, 0xff, 0x7f, 0x00, 0x40, 0x00, 0xc0, 0x00, 0x40, 0x00, 0x00];

        Assert.Equal([32_767 / 32_768f, 0f, 0.25f], Tone.Convert(pcm, 16_000, channels: 2));
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(16_000, 2)]
    [InlineData(44_100, 1)]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 2)]
    [InlineData(44_099, 1)]
    public void Convert_CutAnywhere_GivesTheSameSamples(int rate, int channels)
    {
        byte[] pcm = Tone.Pcm(rate, 440, 0.3, channels: channels);

        float[] whole = Tone.Convert(pcm, rate, channels);

        Assert.Equal(whole, Tone.Convert(pcm, rate, channels, 1));
        Assert.Equal(whole, Tone.Convert(pcm, rate, channels, 3, 1, 7, 1_021));
        Assert.Equal(whole, Tone.Convert(pcm, rate, channels, 9_999));
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(32_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(47_999)]
    public void Convert_OneSecond_GivesOneSecond(int rate)
    {
        Assert.Equal(16_000, Tone.Convert(Tone.Pcm(rate, 440, 1), rate).Length);
    }

    [Fact]
    public void Convert_HalfASampleAtTheEnd_DropsIt()
    {
        Assert.Equal([0.5f], Tone.Convert([0x00, 0x40, 0x12], 16_000));
    }

    [Fact]
    public void Complete_WithoutAudio_GivesNothing()
    {
        Assert.Empty(Tone.Convert([], 48_000));
    }

    [Fact]
    public void Convert_AfterComplete_Throws()
    {
        var converter = new PcmConverter(new PcmFormat(48_000));
        var samples = new ArrayBufferWriter<float>();
        converter.Complete(samples);

        Assert.Throws<InvalidOperationException>(() => converter.Convert(new byte[2], samples));
        Assert.Throws<InvalidOperationException>(() => converter.Complete(samples));
    }

    [Theory]
    [InlineData(7_999, 16, 1)]
    [InlineData(48_001, 16, 1)]
    [InlineData(16_000, 24, 1)]
    [InlineData(16_000, 16, 3)]
    public void Constructor_FormatItCannotConvert_Throws(int rate, int bits, int channels)
    {
        Assert.Throws<ArgumentException>(() => new PcmConverter(new PcmFormat(rate, channels, bits)));
    }

    [Fact]
    public void Constructor_EmptyFormat_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PcmConverter(default));
    }
}
