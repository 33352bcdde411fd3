namespace Mimi.Client.Engines.Framing;

/// <summary>Asks a silent peer for a sign of life, and ends the connection if none comes. Whatever the peer sends is one.</summary>
internal sealed class PingWatch
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly FrameWriter _writer;
    private readonly StreamLifetime _lifetime;
    private readonly Func<bool> _isReading;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;
    private long _heard;
    private long? _asked;

    /// <param name="writer">Sends the pings.</param>
    /// <param name="lifetime">What ends when no answer comes, and with it the watch.</param>
    /// <param name="isReading">Says whether somebody reads: else an answer may be there and not be seen.</param>
    /// <param name="interval">How long the peer may be silent.</param>
    /// <param name="options">The rest.</param>
    public PingWatch(FrameWriter writer, StreamLifetime lifetime, Func<bool> isReading, TimeSpan interval, MimiConnectionOptions options)
    {
        _writer = writer;
        _lifetime = lifetime;
        _isReading = isReading;
        _interval = interval;
        _timeout = options.PingTimeout;
        _time = options.TimeProvider;
        _heard = _time.GetTimestamp();
        _timer = _time.CreateTimer(static watch => ((PingWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lifetime.Ended.UnsafeRegister(static timer => ((ITimer)timer!).Dispose(), _timer);
        WaitFor(interval);
    }

    /// <summary>Takes note that something came.</summary>
    public void Hear() => Volatile.Write(ref _heard, _time.GetTimestamp());

    /// <summary>Runs by one timer that is armed anew each time, so never twice at once.</summary>
    private void Look()
    {
        if (_lifetime.IsAborted || _lifetime.IsDisposed || _writer.HasEnded)
        {
            return; // Nothing can be asked behind a close.
        }

        long heard = Volatile.Read(ref _heard);
        if (heard < _asked)
        {
            Await(_timeout - _time.GetElapsedTime(_asked.Value));
            return;
        }

        TimeSpan silence = _time.GetElapsedTime(heard);
        if (silence < _interval)
        {
            _asked = null;
            WaitFor(_interval - silence);
            return;
        }

        _asked = _time.GetTimestamp();
        _writer.PostPing();
        Await(_timeout);
    }

    private void Await(TimeSpan left)
    {
        if (left > TimeSpan.Zero)
        {
            WaitFor(left < _interval ? left : _interval); // An answer that comes soon does not put off the next ping.
        }
        else if (_isReading())
        {
            _lifetime.Expire(_timeout);
        }
        else
        {
            WaitFor(_timeout);
        }
    }

    private void WaitFor(TimeSpan time) => _timer.Change(time < ShortestWait ? ShortestWait : time, Timeout.InfiniteTimeSpan);
}
