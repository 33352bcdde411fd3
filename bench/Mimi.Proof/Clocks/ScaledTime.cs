using System.Diagnostics;

namespace Mimi.Proof.Clocks;

/// <summary>A clock that runs a number of times as fast as the world's: an hour of session time really passes, in a minute. It also counts timers.</summary>
/// <param name="speed">How many times as fast.</param>
internal sealed class ScaledTime(int speed) : CountingTime
{
    private readonly DateTimeOffset _begin = System.GetUtcNow();
    private readonly long _origin = Stopwatch.GetTimestamp();
    private int _timers;

    public int Speed => speed;

    public override int LiveTimers => Volatile.Read(ref _timers);

    public override long TimestampFrequency => Stopwatch.Frequency;

    public override long GetTimestamp() => (Stopwatch.GetTimestamp() - _origin) * speed;

    public override DateTimeOffset GetUtcNow() => _begin + GetElapsedTime(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        return new ScaledTimer(this, System.CreateTimer(callback, state, Real(dueTime), Real(period)));
    }

    /// <summary>How long it is by the world's clock: rounded up to what its timers can do, so that no timer comes early.</summary>
    private TimeSpan Real(TimeSpan time) => time > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / speed)) : time;

    private sealed class ScaledTimer(ScaledTime owner, ITimer timer) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(owner.Real(dueTime), owner.Real(period));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._timers);
            }

            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
