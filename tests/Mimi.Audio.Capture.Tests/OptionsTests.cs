namespace Mimi.Audio.Capture;

public sealed class OptionsTests
{
    [Fact]
    public void Default_IsWhatRecognizersTake() => Assert.Equal(new PcmFormat(16_000, 1, 16), new AudioCaptureOptions().Format);

    [Theory]
    [InlineData(4_000, 1, 16)]
    [InlineData(200_000, 1, 16)]
    [InlineData(16_000, 3, 16)]
    [InlineData(16_000, 1, 24)]
    public void Format_OutsideItsRange_IsRefused(int rate, int channels, int bits) =>
        Assert.Throws<ArgumentException>(() => new AudioCaptureOptions { Format = new(rate, channels, bits) });

    [Theory]
    [InlineData(9)]
    [InlineData(1_001)]
    public void ChunkDuration_OutsideItsRange_IsRefused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioCaptureOptions { ChunkDuration = TimeSpan.FromMilliseconds(milliseconds) });

    [Theory]
    [InlineData(9)]
    [InlineData(300_001)]
    public void BufferDuration_OutsideItsRange_IsRefused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioCaptureOptions { BufferDuration = TimeSpan.FromMilliseconds(milliseconds) });

    [Fact]
    public void Backend_NoneOfThem_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioCaptureOptions { Backend = (CaptureBackend)7 });
}
