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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(319)]
    [InlineData(961)]
    public void SumOfSquaredDifferences_AnyLength_IsTheirSum(int length)
    {
        short[] samples = [.. Enumerable.Range(0, length + 1).Select(static i => (short)((i * 7_919 % 32_768) - 16_384))];
        double expected = Enumerable.Range(0, length).Sum(i => Math.Pow(samples[i + 1] - samples[i], 2));

        Assert.Equal(expected, Loudness.SumOfSquaredDifferences(samples.AsSpan(1), samples.AsSpan(0, length)), expected * 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(320)]
    public void SumOfSquaredDifferences_BeyondTheRange_CountsAsTheLargestOf16Bits(int length)
    {
        short[] high = [.. Enumerable.Repeat(short.MaxValue, length)];
        short[] low = [.. Enumerable.Repeat(short.MinValue, length)];
        double expected = length * short.MaxValue * (double)short.MaxValue;

        Assert.Equal(expected, Loudness.SumOfSquaredDifferences(high, low), expected * 1e-5);
    }
}
