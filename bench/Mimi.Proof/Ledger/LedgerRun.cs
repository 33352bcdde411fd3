using Mimi.Proof.Clocks;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Ledger;

/// <summary>Plays one plan: in memory, with a clock that skips what nothing happens in, or over TCP, with one that runs fast.</summary>
internal static class LedgerRun
{
    /// <summary>How many times as fast as the world's the clock runs over TCP: what is on its way there cannot be seen, so nothing can be skipped.</summary>
    private const int LoopbackSpeed = 60;

    public static async Task<string> RunAsync(LedgerPlan plan, LedgerFigures figures, Operation operation)
    {
        if (plan.Network is null)
        {
            using var skipping = new SkippingTime();
            return await RunAsync(plan, skipping, static server => new MemoryNetwork(server), figures, operation);
        }

        return "TCP, " + await RunAsync(plan, new ScaledTime(LoopbackSpeed), server => new LoopbackNetwork(server, plan.Network, LoopbackSpeed), figures, operation);
    }

    private static async Task<string> RunAsync(LedgerPlan plan, CountingTime time, Func<LedgerServer, LedgerNetwork> connect, LedgerFigures figures, Operation operation)
    {
        string outcome;
        using (var server = new LedgerServer(plan, time))
        {
            await using LedgerNetwork network = connect(server);
            try
            {
                outcome = plan.IsPlain ? await PlainAsync(plan, server, network, operation) : await ContinuousAsync(plan, server, network, figures, operation);
            }
            finally
            {
                figures.Add(server);
                if (network is LoopbackNetwork loopback)
                {
                    figures.Add(loopback);
                }

                server.ThrowIfViolated();
            }
        }

        Expect.That(await time.SettleAsync(expected: 0) == 0, $"{time.LiveTimers} timers are left.");
        return outcome;
    }

    private static async Task<string> PlainAsync(LedgerPlan plan, LedgerServer server, LedgerNetwork network, Operation operation)
    {
        string outcome = await new PlainRun(plan, server, network, operation).RunAsync();
        operation.Phase = "waiting for the server to hear everything";
        await network.HearOutAsync();
        return outcome;
    }

    private static async Task<string> ContinuousAsync(LedgerPlan plan, LedgerServer server, LedgerNetwork network, LedgerFigures figures, Operation operation)
    {
        var run = new ContinuousRun(plan, server.Time, operation);
        string outcome = await run.RunAsync(network.Engine, network.Address);
        operation.Phase = "waiting for the server to hear everything";
        await network.HearOutAsync();
        run.Account.CheckHoles(server.Crossed);
        figures.Add(run.Account);
        return $"continuous {outcome}";
    }
}
