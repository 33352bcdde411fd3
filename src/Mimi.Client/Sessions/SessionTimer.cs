namespace Mimi.Client.Sessions;

/// <summary>All waits of a session on one timer, which is armed while there is one. Safe for concurrent use.</summary>
/// <remarks>
/// A wait that is put off does not touch the timer, so that a wait that begins anew with every chunk costs next to nothing; only shortly before it would fire in vain, which wakes two threads, the timer is put off, too.
/// </remarks>
internal sealed class SessionTimer : IDisposable
{
    private const int Waits = (int)SessionWait.Health + 1;
    private const long Never = long.MaxValue;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<SessionWait> _expired;
    private readonly (long Start, long Due)[] _waits = new (long, long)[Waits];
    private readonly long _soon; // More than the time from chunk to chunk.
    private ITimer? _timer;
    private long _armedFor = Never;
    private bool _isOver;
    private bool _isDisposed;

    /// <param name="time">The clock.</param>
    /// <param name="expired">Is told what was waited for in vain, outside of any lock.</param>
    public SessionTimer(TimeProvider time, Action<SessionWait> expired)
    {
        _time = time;
        _expired = expired;
        _soon = time.TimestampFrequency / 4;
        ForgetAll();
    }

    /// <summary>Begins a wait, anew if it has begun before.</summary>
    /// <param name="wait">What for.</param>
    /// <param name="limit">How long; infinite for no wait at all.</param>
    /// <param name="since">The clock's timestamp from which it counts; <see langword="null"/> for now.</param>
    public void Begin(SessionWait wait, TimeSpan limit, long? since = null)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        long now = _time.GetTimestamp();
        long start = since ?? now;
        lock (_lock)
        {
            if (_isDisposed || (_isOver && wait != SessionWait.Close))
            {
                return;
            }

            _waits[(int)wait] = (start, start + (long)Math.Round(limit.TotalSeconds * _time.TimestampFrequency));
            Arm(now);
        }
    }

    public void End(SessionWait wait)
    {
        lock (_lock)
        {
            _waits[(int)wait] = (0, Never);
            if (_armedFor != Never && Next() == Never)
            {
                Disarm();
            }
        }
    }

    /// <summary>Ends every wait but that for the close, and begins no other any more.</summary>
    public void EndAll()
    {
        lock (_lock)
        {
            _isOver = true;
            for (int i = 0; i < Waits; i++)
            {
                _waits[i] = i == (int)SessionWait.Close ? _waits[i] : (0, Never);
            }

            if (_armedFor != Never && Next() == Never)
            {
                Disarm();
            }
        }
    }

    /// <summary>Whether a wait has begun.</summary>
    public bool IsRunning(SessionWait wait)
    {
        lock (_lock)
        {
            return _waits[(int)wait].Due != Never;
        }
    }

    /// <summary>Whether one of the time-outs is half over, and how long it is until the next one is.</summary>
    public bool IsHalfOver(out TimeSpan untilNext)
    {
        long now = _time.GetTimestamp();
        long next = Never;
        bool isHalfOver = false;
        lock (_lock)
        {
            for (int i = (int)SessionWait.Write; i <= (int)SessionWait.Final; i++)
            {
                (long start, long due) = _waits[i];
                long half = due == Never ? Never : start + ((due - start) / 2);
                isHalfOver |= half <= now;
                next = half > now ? Math.Min(next, half) : next;
            }
        }

        untilNext = next == Never ? Timeout.InfiniteTimeSpan : Span(next - now);
        return isHalfOver;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            ForgetAll();
            _timer?.Dispose();
        }
    }

    private void OnTimer()
    {
        long now = _time.GetTimestamp();
        Span<bool> expired = stackalloc bool[Waits];
        lock (_lock)
        {
            _armedFor = Never;
            for (int i = 0; i < Waits; i++)
            {
                expired[i] = _waits[i].Due <= now;
                _waits[i] = expired[i] ? (0, Never) : _waits[i];
            }

            Arm(now);
        }

        for (int i = 0; i < Waits; i++)
        {
            if (expired[i])
            {
                _expired((SessionWait)i);
            }
        }
    }

    private void Arm(long now)
    {
        long next = Next();
        bool wouldFireInVain = next > _armedFor && _armedFor - now < _soon;
        if ((next < _armedFor || wouldFireInVain) && !_isDisposed)
        {
            _armedFor = next;
            _timer ??= _time.CreateTimer(static timer => ((SessionTimer)timer!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Span(Math.Max(0, next - now)), Timeout.InfiniteTimeSpan);
        }
    }

    private void ForgetAll()
    {
        for (int i = 0; i < Waits; i++)
        {
            _waits[i] = (0, Never);
        }
    }

    private void Disarm()
    {
        _armedFor = Never;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private long Next()
    {
        long next = Never;
        foreach ((long _, long due) in _waits)
        {
            next = Math.Min(next, due);
        }

        return next;
    }

    /// <summary>A time in whole milliseconds, rounded up, so that a timer of that resolution is not early.</summary>
    private TimeSpan Span(long timestamps) => TimeSpan.FromMilliseconds(Math.Ceiling(timestamps * 1_000.0 / _time.TimestampFrequency));
}
