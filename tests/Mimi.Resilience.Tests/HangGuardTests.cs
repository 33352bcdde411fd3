using Mimi.Proof.Hanging;

namespace Mimi.Resilience.Tests;

public sealed class HangGuardTests
{
    [Fact]
    public async Task Run_ActionEnds_ItsOutcomeComesThrough()
    {
        bool ran = false;

        await HangGuard.RunAsync("fast", TimeSpan.FromMinutes(1), _ =>
        {
            ran = true;
            return Task.CompletedTask;
        });

        Assert.True(ran);
        await Assert.ThrowsAsync<InvalidCastException>(static () => HangGuard.RunAsync("failing", TimeSpan.FromMinutes(1), static _ => throw new InvalidCastException()));
    }

    [Fact]
    public async Task Run_ActionHangs_SaysWhichAndWhere()
    {
        var e = await Assert.ThrowsAsync<HangException>(static () => HangGuard.RunAsync("stopping a session", TimeSpan.FromMilliseconds(50), static async operation =>
        {
            operation.Phase = "waiting for the close";
            await new TaskCompletionSource().Task;
        }));

        Assert.Contains("stopping a session", e.Message, StringComparison.Ordinal);
        Assert.Contains("waiting for the close", e.Message, StringComparison.Ordinal);
    }
}
