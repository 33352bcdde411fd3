namespace Mimi.Client.Testing;

/// <summary>A clock that stands still until a test advances it. Timers fire within <see cref="Advance"/>, on the calling thread, in the order of their time.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private DateTimeOffset _now;

    /// <summary>Initializes a new instance of the <see cref="ManualTimeProvider"/> class.</summary>
    /// <param name="start">The time at which the clock stands; <see langword="null"/> for the start of 2000, UTC.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) => _now = start ?? new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets how many timers are armed now.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
            {
                return _armed.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, and fires what becomes due, each timer at its own time.</summary>
    /// <param name="time">How much. Not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        DateTimeOffset until = GetUtcNow() + time;
        while (TakeDue(until) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Waits until at least a number of timers is armed, so that a test advances the clock neither too early nor after a sleep.</summary>
    /// <param name="count">The number.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when they are armed.</returns>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_armed.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            ManualTimer? first = _armed.Where(timer => timer.Due <= until).MinBy(static timer => timer.Due);
            _now = first is null ? until : first.Due > _now ? first.Due : _now;
            if (first is not null && !first.Rearm())
            {
                _armed.Remove(first);
            }

            return first;
        }
    }

    private void Arm(ManualTimer timer, TimeSpan? dueTime)
    {
        lock (_lock)
        {
            _armed.Remove(timer);
            if (dueTime is { } due)
            {
                timer.Due = _now + due;
                _armed.Add(timer);
                foreach ((int count, TaskCompletionSource reached) in _waiting)
                {
                    if (_armed.Count >= count)
                    {
                        reached.TrySetResult();
                    }
                }
            }
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Rearm()
        {
            bool repeats = _period > TimeSpan.Zero;
            Due = repeats ? Due + _period : Due;
            return repeats;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            clock.Arm(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
            return true;
        }

        public void Dispose() => clock.Arm(this, null);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
