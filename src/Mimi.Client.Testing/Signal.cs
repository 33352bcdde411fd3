namespace Mimi.Client.Testing;

/// <summary>Lets many wait until something that changes is as they want it.</summary>
internal sealed class Signal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Changes something, and lets all waiters look.</summary>
    public void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            changed = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    /// <summary>Waits until <paramref name="find"/> finds something. It may throw, which ends the wait.</summary>
    public async Task<T> WaitAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (find() is { } found)
                {
                    return found;
                }

                next = _next.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
