namespace Mimi.Audio.Pacing;

/// <summary>A clock that stands still until a wait begins, and then jumps to when that wait was meant to end, plus a delay.</summary>
internal sealed class ManualClock(TimeSpan oversleep) : TimeProvider
{
    private long _now;

    public List<TimeSpan> Waits { get; } = [];

    public TimeSpan Now => new(_now);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Advance(TimeSpan time) => _now += time.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        Advance(dueTime + oversleep);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
