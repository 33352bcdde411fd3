namespace Mimi.Cli.Hosting;

public sealed class StopSignalTests
{
    [Fact]
    public void Press_OnceTwiceThrice_AsksThenForcesThenLeavesItToTheSystem()
    {
        using var stop = new StopSignal();

        Assert.True(stop.Press());
        Assert.True(stop.Requested.IsCancellationRequested);
        Assert.False(stop.Forced.IsCancellationRequested);
        Assert.True(stop.Press());
        Assert.True(stop.Forced.IsCancellationRequested);
        Assert.False(stop.Press());
    }
}
