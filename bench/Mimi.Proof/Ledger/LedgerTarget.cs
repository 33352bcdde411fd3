using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Ledger;

/// <summary>The byte ledger: any session through any faults.</summary>
/// <param name="loopbackPercent">How many of a hundred runs go over TCP.</param>
internal sealed class LedgerTarget(int loopbackPercent = 0) : FuzzTarget
{
    public LedgerFigures Figures { get; } = new();

    public override string Name => "ledger";

    public override async Task<string> RunAsync(FuzzRandom random, Operation operation)
    {
        LedgerPlan plan = LedgerPlan.Create(random, loopbackPercent);
        try
        {
            return await LedgerRun.RunAsync(plan, Figures, operation);
        }
        catch (Exception e)
        {
            operation.Phase = "shrinking";
            LedgerPlan least = await LedgerShrink.RunAsync(plan, operation);
            throw new FuzzViolationException($"{(e is FuzzViolationException ? e.Message : e.ToString())}{Environment.NewLine}  plan: {plan.Describe()}{Environment.NewLine}  shrunk: {least.Describe()}");
        }
    }
}
