using Mimi.Client.Sessions;

namespace Mimi.Client.Tests.Sessions;

public sealed class LoudnessTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(320)]
    [InlineData(1_599)]
    public void SumOfSquares_AnyLength_IsExact(int length)
    {
        short[] samples = [.. Enumerable.Range(0, length).Select(static i => (short)((i * 7_919) % 65_536 - 32_768))];

        Assert.Equal(samples.Sum(static sample => (long)sample * sample), Loudness.SumOfSquares(samples));
    }

    [Fact]
    public void SumOfSquares_LoudestPossible_DoesNotOverflow()
    {
        short[] samples = [.. Enumerable.Repeat(short.MinValue, 64_000)];

        Assert.Equal(64_000L << 30, Loudness.SumOfSquares(samples));
    }
}
