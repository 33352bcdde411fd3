namespace Mimi.Client.Testing;

/// <summary>A clock that stands still until a test advances it. Timers fire within <see cref="Advance"/>, on the calling thread, in the order of their time.</summary>
/// <remarks>
/// <para>
/// Safe for concurrent use: timers may be made, changed and disposed while others advance the clock, and it never goes back. Several <see cref="Advance"/> at once add up. As with the system's
/// timers, a callback that has begun on another thread may still run when <see cref="IDisposable.Dispose"/> of its timer returns; after that, it is never called again.
/// </para>
/// <para>A timer that is due at once fires in the next <see cref="Advance"/>, which may be one of zero. What a callback throws comes out of <see cref="Advance"/>; what is due then fires in the next one.</para>
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private DateTimeOffset _now;
    private DateTimeOffset _target;

    /// <summary>Initializes a new instance of the <see cref="ManualTimeProvider"/> class.</summary>
    /// <param name="start">The time at which the clock stands; <see langword="null"/> for the start of 2000, UTC.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) => _now = _target = start ?? new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

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
        ArgumentNullException.ThrowIfNull(callback);
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
        DateTimeOffset until;
        lock (_lock)
        {
            until = _target += time;
        }

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
            DateTimeOffset reached = first?.Due ?? until;
            _now = reached > _now ? reached : _now; // Somebody else may have come further.
            if (first is not null && !first.Rearm())
            {
                _armed.Remove(first);
            }

            return first;
        }
    }

    private bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _armed.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                (timer.Due, timer.Period) = (_now + dueTime, period);
                _armed.Add(timer);
                foreach ((int _, TaskCompletionSource reached) in _waiting.Where(waiting => _armed.Count >= waiting.Count))
                {
                    reached.TrySetResult();
                }

                _waiting.RemoveAll(static waiting => waiting.Reached.Task.IsCompleted);
            }

            return true;
        }
    }

    private void Disarm(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _armed.Remove(timer);
        }
    }

    /// <summary>Its state is guarded by the clock's lock.</summary>
    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; } = Timeout.InfiniteTimeSpan;

        public bool IsDisposed { get; set; }

        public void Fire() => callback(state);

        public bool Rearm()
        {
            bool repeats = Period > TimeSpan.Zero;
            Due = repeats ? Due + Period : Due;
            return repeats;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Check(dueTime, nameof(dueTime));
            Check(period, nameof(period));
            return clock.Arm(this, dueTime, period);
        }

        public void Dispose() => clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void Check(TimeSpan time, string parameter)
        {
            if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
            {
                throw new ArgumentOutOfRangeException(parameter, time, "A time is not negative, or it is infinite.");
            }
        }
    }
}
