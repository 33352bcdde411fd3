namespace Mimi.Server.Http;

/// <summary>Notices that a caller has been silent for too long while it is the caller's turn.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly Action _expired;
    private readonly ITimer _timer;
    private long _lastSign;
    private bool _paused;

    /// <summary>Initializes a new instance of the <see cref="IdleWatch"/> class. The limit runs from now.</summary>
    public IdleWatch(TimeSpan limit, TimeProvider time, Action expired)
    {
        _limit = limit;
        _expired = expired;
        _time = time;
        _lastSign = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((IdleWatch)state!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(limit, Timeout.InfiniteTimeSpan); // Not before the field is set.
    }

    /// <summary>The caller gave a sign of life, or it is the caller's turn again.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _lastSign = _time.GetTimestamp();
            _paused = false;
        }
    }

    /// <summary>It is our turn: the limit rests until <see cref="Restart"/>.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _paused = true;
        }
    }

    /// <summary>There is news while the caller may rightly be waiting for it.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            _lastSign = _time.GetTimestamp();
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>The timer is not set anew for each frame; it looks when it fires how long the silence really was.</summary>
    private void Check()
    {
        lock (_gate)
        {
            TimeSpan left = _paused ? _limit : _limit - _time.GetElapsedTime(_lastSign);
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        _expired();
    }
}
