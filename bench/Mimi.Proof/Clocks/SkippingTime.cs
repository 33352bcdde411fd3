using Mimi.Client.Testing;

namespace Mimi.Proof.Clocks;

/// <summary>A clock that stands still while anything happens, and skips to the next timer when nothing does: hours of waiting take milliseconds. It also counts timers.</summary>
internal sealed class SkippingTime : CountingTime, IDisposable
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly Lock _lock = new();
    private readonly HashSet<CountedTimer> _timers = [];
    private long _activity;
    private long _seen;

    public SkippingTime() => QuietPump.Add(this);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override int LiveTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp()
    {
        Touch();
        return _clock.GetTimestamp();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Touch();
        var timer = new CountedTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Start(dueTime, period);
        return timer;
    }

    public override void Touch() => Interlocked.Increment(ref _activity);

    /// <summary>Skips to the next timer, if nothing has happened since the last look.</summary>
    public void Look()
    {
        long activity = Interlocked.Read(ref _activity);
        if (activity != _seen)
        {
            _seen = activity;
            return;
        }

        DateTimeOffset? next;
        lock (_lock)
        {
            next = _timers.Min(static timer => timer.Due);
        }

        if (next is { } due)
        {
            TimeSpan step = due - _clock.GetUtcNow();
            _clock.Advance(step > TimeSpan.Zero ? step : Least);
        }
    }

    public void Dispose() => QuietPump.Remove(this);

    private sealed class CountedTimer(SkippingTime owner, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? _timer;
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public void Start(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                (Due, _period) = (DueAt(dueTime), period);
            }

            _timer = owner._clock.CreateTimer(_ => Fire(), null, dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                (Due, _period) = (owner._timers.Contains(this) ? DueAt(dueTime) : null, period);
            }

            return _timer!.Change(dueTime, period);
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
            }

            _timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Call()
        {
            owner.Touch();
            callback(state);
        }

        private DateTimeOffset? DueAt(TimeSpan dueTime) => dueTime == Timeout.InfiniteTimeSpan ? null : owner._clock.GetUtcNow() + dueTime;

        private void Fire()
        {
            owner.Touch();
            lock (owner._lock)
            {
                if (Due <= owner._clock.GetUtcNow())
                {
                    Due = DueAt(_period);
                }
            }

            // Not here: what a callback goes on with may wait for the clock.
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Call(), this, preferLocal: false);
        }
    }
}
