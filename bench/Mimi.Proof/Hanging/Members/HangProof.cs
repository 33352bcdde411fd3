using System.Diagnostics;
using Mimi.Client;
using Mimi.Client.Testing;
using Mimi.Proof.Reporting;

namespace Mimi.Proof.Hanging.Members;

/// <summary>Every public member that may wait, under every fault, ends within its deadline.</summary>
internal static class HangProof
{
    /// <summary>By the real clock, whatever the session's says. Far more than any case takes, so that a loaded machine does not look like a hang.</summary>
    private static readonly TimeSpan RealDeadline = TimeSpan.FromMinutes(2);

    private const int MostTries = 5;

    public static IReadOnlyList<HangCase> Cases { get; } = [.. SessionCases.All, .. ClientCases.All, .. TestingCases.All];

    /// <summary>Gets the members without a case, and the cases without a member.</summary>
    public static IReadOnlyList<string> Unmatched
    {
        get
        {
            string[] members = [.. AsyncMembers.Find(typeof(MimiException).Assembly), .. AsyncMembers.Find(typeof(ScriptedMimi).Assembly)];
            return [.. members.Except(Cases.Select(static known => known.Member)).Select(static member => $"{member} has no case."), .. Cases.Select(static known => known.Member).Except(members).Select(static member => $"{member} is no member.")];
        }
    }

    /// <summary>Runs the cases.</summary>
    /// <param name="faults">Which faults.</param>
    /// <param name="output">Where to report.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<HangFault> faults, TextWriter output)
    {
        var report = new Report(output);
        report.Begin("hangs", ("members", Cases.Count), ("faults", faults.Count));
        List<string> violations = [.. Unmatched];
        long started = Stopwatch.GetTimestamp();
        TimeSpan longest = TimeSpan.Zero;
        foreach (HangFault fault in faults)
        {
            SortedDictionary<string, int> ends = new(StringComparer.Ordinal);
            foreach (HangCase tried in Cases)
            {
                try
                {
                    (string end, TimeSpan took) = await PlayAsync(tried, fault);
                    for (int again = 1; again < MostTries && took > tried.Bound; again++)
                    {
                        (end, took) = await PlayAsync(tried, fault); // The clock skips whole waits: on a loaded machine, one more before what has ended is noticed.
                    }

                    ends[end] = ends.GetValueOrDefault(end) + 1;
                    longest = took > longest ? took : longest;
                    if (took > tried.Bound)
                    {
                        violations.Add($"{tried.Member} under {fault} took {took.TotalSeconds:F1} s of {tried.Bound.TotalSeconds:F0} s, and ended with {end}.");
                    }
                }
                catch (HangException e)
                {
                    violations.Add($"{tried.Member} under {fault} hangs: {e.Message}");
                }
            }

            report.Line($"  {fault}: {string.Join(", ", ends.Select(static end => $"{end.Value} {end.Key}"))}");
        }

        return report.End(
            $"{Cases.Count * faults.Count} cases in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, the longest {longest.TotalSeconds:F1} s by its session's clock", violations);
    }

    private static async Task<(string End, TimeSpan Took)> PlayAsync(HangCase tried, HangFault fault)
    {
        using var world = new HangWorld(fault);
        long began = world.Time.GetTimestamp();
        string end = "ended";
        await HangGuard.RunAsync($"{tried.Member} under {fault}", RealDeadline, async operation =>
        {
            operation.Phase = tried.Member;
            try
            {
                await tried.Act(world);
            }
            catch (Exception e)
            {
                end = e.GetType().Name;
            }
        });
        return (end, world.Time.GetElapsedTime(began));
    }
}
