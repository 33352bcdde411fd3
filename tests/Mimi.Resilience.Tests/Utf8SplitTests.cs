using Mimi.Proof.Fuzzing.Client;

namespace Mimi.Resilience.Tests;

public sealed class Utf8SplitTests
{
    [Fact]
    public async Task Japanese_CutAtEveryByte_IsTheSameText()
    {
        List<string> changed = [];

        long sessions = await Utf8Splits.RunAsync(changed.Add);

        Assert.Empty(changed);
        Assert.True(sessions > 1_000);
    }
}
