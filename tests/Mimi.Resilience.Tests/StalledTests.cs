using Mimi.Proof.Stalled;

namespace Mimi.Resilience.Tests;

public sealed class StalledTests
{
    [Fact]
    public async Task Session_TenMinutesIntoAStalledServer_AddsNoMoreThanItsBuffer()
    {
        var output = new StringWriter();

        int exitCode = await StalledProof.RunAsync(minutes: 10, output);

        Assert.True(exitCode == 0, output.ToString());
    }
}
