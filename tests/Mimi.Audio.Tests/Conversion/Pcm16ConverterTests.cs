using System.Buffers;
using Mimi.Audio.Conversion;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Tests.Conversion;

public sealed class Pcm16ConverterTests
{
    /// <summary>Tones all over both bands: above the new Nyquist frequency 70 dB down and more, below it as loud as before.</summary>
    [Theory]
    [InlineData(48_000, 16_000)]
    [InlineData(44_100, 16_000)]
    [InlineData(22_050, 16_000)]
    [InlineData(96_000, 16_000)]
    [InlineData(192_000, 8_000)]
    [InlineData(44_100, 48_000)]
    [InlineData(8_000, 16_000)]
    [InlineData(11_025, 16_000)]
    [InlineData(37_813, 16_000)]
    public void Convert_Tones_KeepsTheBandAndNothingElse(int from, int to)
    {
        var quality = ResamplingQuality.Measure(from, to, tones: 24);

        Assert.True(quality is { StopBandDecibels: <= -70, RippleDecibels: <= 0.05, ResidueDecibels: <= -70 }, quality.ToString());
    }

    [Theory]
    [InlineData(1, 16_000)]
    [InlineData(768_000, 4_000)]
    [InlineData(767_999, 16_000)]
    [InlineData(8_000, 192_000)]
    public void Convert_ExtremeRate_GivesAsMuchTime(int from, int to)
    {
        byte[] pcm = new byte[from * 2];

        Assert.Equal(to * 2, Convert(new(from), new() { SampleRate = to }, pcm).Length);
    }

    [Theory]
    [InlineData(8_000, 2, 16)]
    [InlineData(44_100, 2, 24)]
    [InlineData(16_000, 3, 8)]
    [InlineData(48_000, 64, 32)]
    public void Convert_CutAnywhere_GivesTheSameBytes(int rate, int channels, int bits)
    {
        byte[] pcm = new byte[3_000 * channels * bits / 8];
        new Random(1).NextBytes(pcm);
        PcmTarget target = new() { SampleRate = 11_025 };

        byte[] whole = Convert(new(rate, channels, bits), target, pcm);

        Assert.Equal(whole, Convert(new(rate, channels, bits), target, pcm, 1));
        Assert.Equal(whole, Convert(new(rate, channels, bits), target, pcm, 3, 1, 7, 1_021));
        Assert.Equal(0, whole.Length % (channels * 2));
    }

    [Fact]
    public void Convert_SixteenBitsAsTheyAre_IsExact()
    {
        byte[] pcm = [.. Enumerable.Range(short.MinValue, 65_536).SelectMany(static sample => new[] { (byte)sample, (byte)(sample >> 8) })];

        Assert.Equal(pcm, Convert(new(16_000), new(), pcm));
    }

    [Fact]
    public void Convert_FullScaleSquareWave_IsClippedAndNotWrapped()
    {
        byte[] pcm = [.. Enumerable.Range(0, 44_100).SelectMany(static i => i / 40 % 2 == 0 ? new byte[] { 0xFF, 0x7F } : [0x00, 0x80])];

        byte[] converted = Convert(new(44_100), PcmTarget.Speech, pcm);

        // 36 samples a period half: where it is high, nothing may have wrapped to low.
        for (int i = 0; i < 1_000; i++)
        {
            double position = i * 44_100.0 / 16_000 % 80;
            short sample = (short)(converted[2 * i] | converted[(2 * i) + 1] << 8);
            Assert.True(position is < 5 or (> 35 and < 45) or > 75 || sample > 20_000 == position < 40, $"{i}: {sample}");
        }
    }

    [Fact]
    public void Convert_Mono_IsTheAverageOfAllChannels() =>
        Assert.Equal([0x02, 0x00], Convert(new(16_000, 3), PcmTarget.Speech, [0x01, 0x00, 0x02, 0x00, 0x03, 0x00]));

    [Fact]
    public void Convert_AfterComplete_Throws()
    {
        var converter = new Pcm16Converter(new(8_000), new());
        var output = new ArrayBufferWriter<byte>();
        converter.Complete(output);

        Assert.Throws<InvalidOperationException>(() => converter.Convert(new byte[2], output));
        Assert.Throws<InvalidOperationException>(() => converter.Complete(output));
    }

    [Fact]
    public void Constructor_FormatNotSet_IsAnError() => Assert.Throws<ArgumentException>(() => new Pcm16Converter(default, new()));

    [Theory]
    [InlineData(3_999)]
    [InlineData(192_001)]
    public void SampleRate_OutsideItsRange_IsAnError(int rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new PcmTarget { SampleRate = rate });

    [Theory]
    [InlineData(-1)]
    [InlineData(64)]
    public void Only_OutsideItsRange_IsAnError(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => PcmChannels.Only(index));

    [Fact]
    public void Convert_SteadyState_AllocatesNothing()
    {
        var converter = new Pcm16Converter(new(48_000, 2), PcmTarget.Speech);
        var output = new ArrayBufferWriter<byte>(1_000_000);
        byte[] second = new byte[192_000];
        converter.Convert(second, output);
        output.ResetWrittenCount();
        long before = GC.GetAllocatedBytesForCurrentThread();

        converter.Convert(second, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Convert(PcmFormat source, PcmTarget target, byte[] pcm, params int[] cuts)
    {
        var converter = new Pcm16Converter(source, target);
        var output = new ArrayBufferWriter<byte>();
        int at = 0;
        for (int i = 0; at < pcm.Length; i++)
        {
            int length = cuts.Length == 0 ? pcm.Length : Math.Min(cuts[i % cuts.Length], pcm.Length - at);
            converter.Convert(pcm.AsSpan(at, length), output);
            at += length;
        }

        converter.Complete(output);
        return output.WrittenSpan.ToArray();
    }
}
