using Mimi.Proof.Hanging;

namespace Mimi.Proof.Ledger;

/// <summary>Looks for a smaller plan that fails, too.</summary>
internal static class LedgerShrink
{
    private const int TriesPerPlan = 3;
    private const int MaxTries = 150;

    public static async Task<LedgerPlan> RunAsync(LedgerPlan plan, Operation operation)
    {
        int tries = 0;
        bool hasShrunk = true;
        while (hasShrunk && tries < MaxTries)
        {
            hasShrunk = false;
            foreach (LedgerPlan smaller in Smaller(plan))
            {
                operation.Restart(tries);
                if (tries < MaxTries && await FailsAsync(smaller))
                {
                    (plan, hasShrunk) = (smaller, true);
                    break;
                }
            }
        }

        return plan;

        async Task<bool> FailsAsync(LedgerPlan smaller)
        {
            for (int i = 0; i < TriesPerPlan; i++)
            {
                tries++;
                try
                {
                    await LedgerRun.RunAsync(smaller, new(), operation);
                }
                catch (Exception)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static IEnumerable<LedgerPlan> Smaller(LedgerPlan plan)
    {
        int half = plan.Faults.Count / 2;
        if (half > 1)
        {
            yield return plan with { Faults = [.. plan.Faults.Take(half)] };
            yield return plan with { Faults = [.. plan.Faults.Skip(half)] };
        }

        foreach (LedgerFault fault in plan.Faults)
        {
            yield return plan with { Faults = [.. plan.Faults.Where(other => other != fault)] };
        }

        if (plan.Bytes > 2)
        {
            yield return plan with { Bytes = plan.Bytes / 2 };
        }

        if (plan.PausePermille > 0)
        {
            yield return plan with { PausePermille = 0 };
        }

        if (plan.Continuous.MaxConnections > 1)
        {
            yield return plan with { Continuous = plan.Continuous with { MaxConnections = 1 } };
        }
    }
}
