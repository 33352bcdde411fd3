namespace Mimi.Audio.Capture.PortAudio;

public sealed class DeviceFormatsTests
{
    [Theory]
    [InlineData(48_000, 2, false, 16_000, 1, "16000/1 48000/1 48000/2 44100/1 44100/2")]
    [InlineData(44_100, 8, false, 16_000, 1, "16000/1 44100/1 44100/2 44100/8 48000/1 48000/2 48000/8")]
    [InlineData(96_000, 128, false, 48_000, 2, "48000/2 96000/2 44100/2")]
    [InlineData(48_000, 1, false, 44_100, 2, "44100/2")] // One channel does not become two.
    [InlineData(48_000, 4, true, 16_000, 1, "48000/2")]
    [InlineData(48_000, 1, true, 16_000, 1, "")]
    public void Of_ADevice_TriesWhatWasAskedForAndThenItsOwn(int rate, int channels, bool isJack, int askedRate, int askedChannels, string formats)
    {
        var device = new AudioDevice { Id = "portaudio:a/b", Name = "b", Backend = CaptureBackend.PortAudio, SampleRate = rate, Channels = channels };

        IEnumerable<PcmFormat> tried = DeviceFormats.Of(new(0, device, isJack), new(askedRate, askedChannels));

        Assert.Equal(formats, string.Join(' ', tried.Select(static format => $"{format.SampleRate}/{format.Channels}")));
    }
}
