namespace Mimi.Chaos.Tests.Support;

/// <summary>A clock whose one timer fires when the test says so.</summary>
internal sealed class TurnedClock : TimeProvider
{
    private readonly TaskCompletionSource<Action> _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _armed.TrySetResult(() => callback(state));
        }

        return new NoTimer();
    }

    public async Task FireAsync(CancellationToken cancellationToken) => (await _armed.Task.WaitAsync(cancellationToken))();

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
