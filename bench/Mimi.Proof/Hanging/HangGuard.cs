namespace Mimi.Proof.Hanging;

/// <summary>Watches operations and, when one outlives the deadline, ends the wait with a dump of everything that is pending.</summary>
internal sealed class HangGuard : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Operation> _operations = [];
    private readonly TaskCompletionSource _hung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _deadline;
    private readonly Timer _timer;

    public HangGuard(TimeSpan deadline)
    {
        _deadline = deadline;
        TimeSpan look = TimeSpan.FromMilliseconds(Math.Clamp(deadline.TotalMilliseconds / 10, 10, 1_000));
        _timer = new Timer(static guard => ((HangGuard)guard!).Look(), this, look, look);
    }

    /// <summary>Runs one action that must end in time.</summary>
    /// <param name="name">What it is, for the dump.</param>
    /// <param name="deadline">How long it may take.</param>
    /// <param name="action">The action; it tells the operation how far it is.</param>
    /// <exception cref="HangException">It did not. The action is abandoned.</exception>
    public static async Task RunAsync(string name, TimeSpan deadline, Func<Operation, Task> action)
    {
        using var guard = new HangGuard(deadline);
        using Operation operation = guard.Begin(name);
        await guard.WatchAsync(Task.Run(() => action(operation)));
    }

    /// <summary>Begins an operation. Disposing it ends it.</summary>
    public Operation Begin(string name)
    {
        var operation = new Operation(name, End);
        lock (_gate)
        {
            _operations.Add(operation);
        }

        return operation;
    }

    /// <summary>Awaits a task, but no longer than until something hangs.</summary>
    /// <exception cref="HangException">An operation outlived the deadline.</exception>
    public async Task WatchAsync(Task task)
    {
        await Task.WhenAny(task, _hung.Task);
        await (task.IsCompleted ? task : _hung.Task);
    }

    public void Dispose() => _timer.Dispose();

    private void End(Operation operation)
    {
        lock (_gate)
        {
            _operations.Remove(operation);
        }
    }

    private void Look()
    {
        Operation[] pending;
        lock (_gate)
        {
            pending = [.. _operations];
        }

        if (Array.Exists(pending, operation => operation.Age > _deadline) && !_hung.Task.IsCompleted)
        {
            _timer.Change(Timeout.Infinite, Timeout.Infinite);
            _hung.TrySetException(new HangException(HangDump.Create(pending, _deadline)));
        }
    }
}
