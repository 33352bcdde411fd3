namespace Mimi.Cli.Output;

public sealed class LevelLineTests
{
    [Theory]
    [InlineData(79, "[##########..........] -30 dB  1:05  reconnecting (attempt 1) …")]
    [InlineData(51, "[####....] -30 dB  1:05  reconnecting (attempt 1) …")]
    [InlineData(43, "[####....] 1:05  reconnecting (attempt 1) …")]
    [InlineData(33, "1:05  reconnecting (attempt 1) …")]
    [InlineData(30, "reconnecting (attempt 1) …")]
    [InlineData(12, "reconnectin…")]
    public void Of_LessAndLessRoom_KeepsTheState(int width, string expected)
    {
        string line = LevelLine.Of(-30, TimeSpan.FromSeconds(65), "reconnecting (attempt 1) …", width);

        Assert.Equal(expected, line);
        Assert.InRange(line.Length, 1, width);
    }

    [Fact]
    public void Of_NoState_IsMeterAndTime() =>
        Assert.Equal("[....................] silence 1:00:00", LevelLine.Of(double.NegativeInfinity, TimeSpan.FromHours(1), "", 79));
}
