using Mimi.Proof.Clocks;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Ledger;

/// <summary>Plays one plan in memory, with a clock that skips what nothing happens in.</summary>
internal static class LedgerRun
{
    private static readonly Uri Address = new("http://ledger.test/");

    public static async Task<string> RunAsync(LedgerPlan plan, LedgerFigures figures, Operation operation)
    {
        using var time = new SkippingTime();
        string outcome;
        using (var server = new LedgerServer(plan, time))
        {
            try
            {
                outcome = plan.IsPlain ? await new PlainRun(plan, server, operation).RunAsync(Address) : await ContinuousAsync(plan, server, time, figures, operation);
                operation.Phase = "waiting for the server to hear everything";
                await server.HearOutAsync();
            }
            finally
            {
                figures.Add(server);
                server.ThrowIfViolated();
            }
        }

        Expect.That(time.LiveTimers == 0 || await IsEventuallyZero(() => time.LiveTimers), $"{time.LiveTimers} timers are left.");
        return outcome;
    }

    private static async Task<string> ContinuousAsync(LedgerPlan plan, LedgerServer server, SkippingTime time, LedgerFigures figures, Operation operation)
    {
        var run = new ContinuousRun(plan, time, operation);
        string outcome = await run.RunAsync(server.Engine, Address);
        await server.HearOutAsync();
        run.Account.CheckHoles(server.Crossed);
        figures.Add(run.Account);
        return $"continuous {outcome}";
    }

    /// <summary>What was cancelled gives its timer back soon, on another thread.</summary>
    private static async Task<bool> IsEventuallyZero(Func<int> count)
    {
        for (int i = 0; i < 2_000 && count() > 0; i++)
        {
            await Task.Delay(1);
        }

        return count() == 0;
    }
}
