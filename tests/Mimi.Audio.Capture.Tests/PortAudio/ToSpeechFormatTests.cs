using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

public sealed class ToSpeechFormatTests
{
    [Fact]
    public void Convert_FromADevicesFormat_KeepsTheToneAndClipsNothing()
    {
        const int rate = 48_000;
        short[] stereo = [.. Enumerable.Range(0, rate).SelectMany(static n => { short s = (short)(short.MaxValue * Math.Sin(2 * Math.PI * 1_000 * n / rate)); return new[] { s, s }; })];
        var conversion = new ToSpeechFormat(new(rate, 2));
        var result = new List<short>();
        foreach (byte[] piece in MemoryMarshal.AsBytes<short>(stereo).ToArray().Chunk(777))
        {
            result.AddRange(MemoryMarshal.Cast<byte, short>(conversion.Convert(piece)));
        }

        Assert.InRange(result.Count, 15_800, 16_000); // The filter still holds the last of it.
        Assert.All(result.Skip(200).Select((sample, n) => (sample, n: n + 200)), static at =>
            Assert.InRange(at.sample - (short.MaxValue * Math.Sin(2 * Math.PI * 1_000 * at.n / 16_000)), -64, 64));
    }
}
