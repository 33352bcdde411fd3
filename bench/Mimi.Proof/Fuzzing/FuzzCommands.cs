using System.CommandLine;
using Mimi.Proof.Fuzzing.Client;
using Mimi.Proof.Fuzzing.Handshake;
using Mimi.Proof.Fuzzing.Server;
using Mimi.Proof.Hanging;
using Mimi.Proof.Reporting;

namespace Mimi.Proof.Fuzzing;

/// <summary>The command <c>fuzz</c> and what it can fuzz.</summary>
internal static class FuzzCommands
{
    public static Command Create() => new("fuzz", "Random and mutated bytes: no crash, no hang, only documented failures.")
    {
        Of("client", "Any server bytes, against the client from framing to results.", static () => Task.FromResult<FuzzTarget>(new ClientTarget())),
        Of("server", "Any client bytes, against the whole local mimi in a Kestrel whose connections are in memory.", ServerTarget.CreateAsync),
        Of("handshake", "Any answer to an upgrade or to a recording, through the default engine.", static () => Task.FromResult<FuzzTarget>(new HandshakeTarget())),
        Utf8(),
    };

    private static Command Of(string name, string description, Func<Task<FuzzTarget>> create)
    {
        var cases = new Option<long>("--cases") { Description = "How many cases.", DefaultValueFactory = static _ => 100_000 };
        var seed = new Option<long>("--seed") { Description = "The seed of all cases.", DefaultValueFactory = static _ => 1 };
        var first = new Option<long>("--first") { Description = "The number of the first case, to go on where another run ended." };
        var only = new Option<long?>("--case") { Description = "Plays this case only." };
        var command = new Command(name, description) { cases, seed, first, only };
        command.SetAction(async (result, token) =>
        {
            long? one = result.GetValue(only);
            var plan = new FuzzPlan(result.GetValue(seed), one ?? result.GetValue(first), one is null ? result.GetValue(cases) : 1);
            await using FuzzTarget target = await create();
            return await RunAsync(target, plan, token);
        });
        return command;
    }

    private static Command Utf8()
    {
        var command = new Command("utf8", "Japanese cut into frames and reads at every byte.");
        command.SetAction(static async (_, _) =>
        {
            var report = new Report(Console.Out);
            report.Begin("fuzz utf8");
            List<string> violations = [];
            long sessions = 0;
            await HangGuard.RunAsync("fuzz utf8", TimeSpan.FromMinutes(10), async _ => sessions = await Utf8Splits.RunAsync(violations.Add));
            return report.End($"{sessions} sessions", violations);
        });
        return command;
    }

    private static async Task<int> RunAsync(FuzzTarget target, FuzzPlan plan, CancellationToken cancellationToken)
    {
        var report = new Report(Console.Out);
        report.Begin(target.Name, ("seed", plan.Seed), ("first case", plan.First), ("cases", plan.Cases), ("workers", plan.Workers));
        FuzzReport run = await new FuzzRun(target, plan) { Progress = done => report.Line($"  {done} cases") }.RunAsync(cancellationToken);
        foreach ((string outcome, long count) in run.Outcomes.OrderByDescending(static outcome => outcome.Value))
        {
            report.Figure(outcome, count);
        }

        return report.End($"{run.Cases} cases in {run.Time.TotalSeconds:F1} s", run.Violations);
    }
}
