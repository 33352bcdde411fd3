namespace Mimi.Audio;

public sealed class PcmFormatTests
{
    [Fact]
    public void DurationOf_LongAudio_DoesNotOverflow() =>
        Assert.Equal(TimeSpan.FromDays(365), new PcmFormat(48_000, 16, 2).DurationOf(192_000L * 86_400 * 365));

    [Theory]
    [InlineData(0, 16, 1)]
    [InlineData(768_001, 16, 1)]
    [InlineData(16_000, 12, 1)]
    [InlineData(16_000, 16, 0)]
    [InlineData(16_000, 16, 65)]
    public void Create_OutsideTheRange_IsAnError(int rate, int bits, int channels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PcmFormat(rate, bits, channels));
}
