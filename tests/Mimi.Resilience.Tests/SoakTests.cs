using Mimi.Proof.Soak;

namespace Mimi.Resilience.Tests;

/// <summary>A minute of audio of what the command <c>soak</c> of bench/Mimi.Proof does for an hour.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Sessions_ThroughFaultsOverTcp_LoseNothingAndLeaveNothing()
    {
        var output = new StringWriter();
        var plan = new SoakPlan(Sessions: 10, Minutes: 1, Speed: 8, Seed: 7) { WarmUpMinutes = 0.5, FaultRate = 0.6, Rests = 2, CountsTasks = true, OwnsProcess = false };

        int exitCode = await new SoakRun(plan, output).RunAsync();

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains("faults on the way", output.ToString(), StringComparison.Ordinal);
    }
}
