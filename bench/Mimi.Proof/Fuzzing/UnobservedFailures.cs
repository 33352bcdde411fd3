using System.Collections.Concurrent;

namespace Mimi.Proof.Fuzzing;

/// <summary>Collects failures of this project's tasks that nobody awaited. What the runtime's own stacks leave behind does not count.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private readonly ConcurrentQueue<string> _failures = [];

    public UnobservedFailures() => TaskScheduler.UnobservedTaskException += Note;

    public IReadOnlyCollection<string> Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return _failures;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    private void Note(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        string failure = e.Exception.ToString();
        if (failure.Contains(" Mimi.Client.", StringComparison.Ordinal) || failure.Contains(" Mimi.Server.", StringComparison.Ordinal))
        {
            _failures.Enqueue(failure);
        }
    }
}
