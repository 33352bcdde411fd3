using System.CommandLine;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Reporting;

namespace Mimi.Proof.Ledger;

/// <summary>The command <c>ledger</c>.</summary>
internal static class LedgerCommand
{
    /// <summary>How long a run may take. One over TCP takes seconds, and its clock does not skip.</summary>
    private static readonly TimeSpan CaseDeadline = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var runs = new Option<long>("--runs") { Description = "How many runs.", DefaultValueFactory = static _ => 10_000 };
        var seed = new Option<long>("--seed") { Description = "The seed of all runs.", DefaultValueFactory = static _ => 1 };
        var first = new Option<long>("--first") { Description = "The number of the first run." };
        var only = new Option<long?>("--case") { Description = "Plays this run only." };
        var workers = new Option<int>("--workers") { Description = "How many runs at a time.", DefaultValueFactory = static _ => 8 };
        var loopback = new Option<int>("--loopback") { Description = "How many of a hundred runs go over TCP and a proxy that lets connections fail, 60 times as fast as the world.", DefaultValueFactory = static _ => 2 };
        var command = new Command("ledger", "Sessions through random faults: every sample is in one text or one gap, and nothing follows on an end marker.") { runs, seed, first, only, workers, loopback };
        command.SetAction(async (result, token) =>
        {
            long? one = result.GetValue(only);
            var plan = new FuzzPlan(result.GetValue(seed), one ?? result.GetValue(first), one is null ? result.GetValue(runs) : 1) { Workers = result.GetValue(workers), CasesBetweenReports = 500, CaseDeadline = CaseDeadline };
            return await RunAsync(plan, result.GetValue(loopback), Console.Out, token);
        });
        return command;
    }

    public static async Task<int> RunAsync(FuzzPlan plan, int loopbackPercent, TextWriter output, CancellationToken cancellationToken)
    {
        await using var target = new LedgerTarget(loopbackPercent);
        var report = new Report(output);
        report.Begin("ledger", ("seed", plan.Seed), ("first run", plan.First), ("runs", plan.Cases), ("at a time", plan.Workers), ("percent over TCP", loopbackPercent));
        FuzzReport run = await new FuzzRun(target, plan) { Progress = done => report.Line($"  {done} runs") }.RunAsync(cancellationToken);
        foreach ((string outcome, long count) in run.Outcomes.OrderByDescending(static outcome => outcome.Value))
        {
            report.Figure(outcome, count);
        }

        target.Figures.Tell(report);
        return report.End($"{run.Cases} runs in {run.Time.TotalSeconds:F1} s", run.Violations);
    }
}
