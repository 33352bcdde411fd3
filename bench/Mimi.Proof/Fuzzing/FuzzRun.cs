using System.Collections.Concurrent;
using System.Diagnostics;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Fuzzing;

/// <summary>Plays many cases of a target on a few workers, under a guard that notices one that hangs.</summary>
internal sealed class FuzzRun(FuzzTarget target, FuzzPlan plan)
{
    private readonly ConcurrentQueue<string> _violations = [];
    private readonly ConcurrentDictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private long _next;
    private long _done;

    /// <summary>Gets who is told, now and then, how many cases are over.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Plays the cases.</summary>
    /// <exception cref="HangException">A case hangs.</exception>
    public async Task<FuzzReport> RunAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        using var guard = new HangGuard(plan.CaseDeadline);
        using var unobserved = new UnobservedFailures();
        Task[] workers = [.. Enumerable.Range(0, plan.Workers).Select(number => Task.Run(() => WorkAsync(guard.Begin($"worker {number}"), cancellationToken), CancellationToken.None))];
        await guard.WatchAsync(Task.WhenAll(workers));
        await guard.WatchAsync(GuardAsync("the check at the end", target.CheckAtEndAsync));
        foreach (string failure in unobserved.Collect())
        {
            _violations.Enqueue("A task failed and nobody looked at it: " + failure);
        }

        return new(_done, Stopwatch.GetElapsedTime(started), _outcomes, [.. _violations]);
    }

    private async Task WorkAsync(Operation operation, CancellationToken cancellationToken)
    {
        using (operation)
        {
            long index;
            while ((index = Interlocked.Increment(ref _next) - 1) < plan.Cases && _violations.Count < plan.MaxViolations && !cancellationToken.IsCancellationRequested)
            {
                long number = plan.First + index;
                operation.Restart(number);
                await GuardAsync($"--seed {plan.Seed} --case {number}", async () => Count(await target.RunAsync(new FuzzRandom(plan.Seed, number), operation)));
                long done = Interlocked.Increment(ref _done);
                if (done % plan.CasesBetweenReports == 0)
                {
                    Progress?.Invoke(done);
                }
            }
        }
    }

    private async Task GuardAsync(string what, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception e)
        {
            Count("VIOLATION");
            _violations.Enqueue($"{target.Name} {what}: {(e is FuzzViolationException { InnerException: null } ? e.Message : e.ToString())}");
        }
    }

    private void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
}
