namespace Mimi.Chaos.Relay;

/// <summary>One direction of a connection: whether it flows, how fast, and how late.</summary>
internal sealed class Flow(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _stalled;
    private TimeSpan _delay;
    private int _bytesPerSecond;

    public void Stall()
    {
        lock (_gate)
        {
            _stalled ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Resume()
    {
        lock (_gate)
        {
            _stalled?.TrySetResult();
            _stalled = null;
        }
    }

    public void Delay(TimeSpan delay)
    {
        lock (_gate)
        {
            _delay = delay;
        }
    }

    public void Slow(int bytesPerSecond) => Volatile.Write(ref _bytesPerSecond, bytesPerSecond);

    /// <summary>Waits while it is stalled.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        Task? stalled;
        lock (_gate)
        {
            stalled = _stalled?.Task;
        }

        if (stalled is not null)
        {
            await stalled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the time that a piece takes.</summary>
    public async ValueTask CarryAsync(int bytes, CancellationToken cancellationToken)
    {
        TimeSpan delay;
        lock (_gate)
        {
            delay = _delay;
        }

        int rate = Volatile.Read(ref _bytesPerSecond);
        TimeSpan takes = delay + (rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)bytes / rate));
        if (takes > TimeSpan.Zero)
        {
            await Task.Delay(takes, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
