using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

public sealed class DeviceConversionTests
{
    [Theory]
    [InlineData(48_000, 2, 16_000, 1)]
    [InlineData(48_000, 2, 44_100, 2)]
    [InlineData(44_100, 8, 16_000, 1)]
    [InlineData(96_000, 2, 22_050, 1)]
    public void Convert_FromADevicesFormat_KeepsTheToneAndClipsNothing(int rate, int channels, int askedRate, int askedChannels)
    {
        short[] heard = [.. Enumerable.Range(0, rate).SelectMany(n => Enumerable.Repeat(Tone(n, rate), channels))];
        var conversion = new DeviceConversion(new(rate, channels), new(askedRate, askedChannels));
        var result = new List<short>();
        foreach (byte[] piece in MemoryMarshal.AsBytes<short>(heard).ToArray().Chunk(777))
        {
            result.AddRange(MemoryMarshal.Cast<byte, short>(conversion.Convert(piece)));
        }

        Assert.InRange(result.Count, (askedRate - (askedRate / 50)) * askedChannels, askedRate * askedChannels); // The filter still holds the last of it.
        int skipped = askedRate / 50 * askedChannels;
        Assert.All(result.Skip(skipped).Select((sample, at) => (sample, n: (at + skipped) / askedChannels)), at => Assert.InRange(at.sample - Tone(at.n, askedRate), -64, 64));
    }

    private static short Tone(int n, int rate) => (short)(short.MaxValue * Math.Sin(2 * Math.PI * 1_000 * n / rate));
}
