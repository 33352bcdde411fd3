using Mimi.Proof.Hanging.Members;

namespace Mimi.Resilience.Tests;

/// <summary>What the command <c>hangs</c> of bench/Mimi.Proof does under every fault, under three of them.</summary>
public sealed class HangTests
{
    /// <summary>A new public member that may wait must be tried: give it a case in bench/Mimi.Proof/Hanging/Members.</summary>
    [Fact]
    public void EveryMemberThatMayWait_HasACase() => Assert.Empty(HangProof.Unmatched);

    [Fact]
    public async Task Members_UnderFaults_EndWithinTheirDeadlines()
    {
        var output = new StringWriter();

        int exitCode = await HangProof.RunAsync([HangFault.SlowHandshake, HangFault.HalfOpen, HangFault.Stall], output);

        Assert.True(exitCode == 0, output.ToString());
    }
}
