using System.Runtime.CompilerServices;

namespace Mimi.Client.Sessions;

/// <summary>Tells who watches how the session does: a change of state at once, numbers that have changed once a second, with the first chunk or message after it.</summary>
internal sealed class SessionHealth(Func<MimiSessionHealth> read, SessionTimer timer, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long the next chunk or message is waited for, that brings the numbers without a timer.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly List<HealthWatcher> _watchers = [];
    private volatile bool _isWatched;
    private bool _isComplete;

    /// <summary>Looks whether there is something to tell. Costs nothing while nobody watches.</summary>
    public void Refresh()
    {
        if (!_isWatched)
        {
            return;
        }

        MimiSessionHealth now = read();
        timer.IsHalfOver(out TimeSpan next);
        lock (_lock)
        {
            foreach (HealthWatcher watcher in _watchers)
            {
                TimeSpan left = Interval - time.GetElapsedTime(watcher.ToldAt);
                if (now.State != watcher.Told.State || (now != watcher.Told && left <= TimeSpan.Zero))
                {
                    watcher.Wake();
                }
                else if (now != watcher.Told && (next == Timeout.InfiniteTimeSpan || left + Slack < next))
                {
                    next = left + Slack;
                }
            }
        }

        timer.Begin(SessionWait.Health, next);
    }

    /// <summary>Says that the session has ended.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            _watchers.ForEach(static watcher => watcher.Wake());
        }
    }

    public async IAsyncEnumerable<MimiSessionHealth> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watcher = new HealthWatcher();
        bool isComplete = Add(watcher);
        try
        {
            yield return Tell(watcher);
            while (!isComplete)
            {
                Refresh();
                Task waiting;
                lock (_lock)
                {
                    waiting = watcher.WaitAsync();
                }

                await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
                lock (_lock)
                {
                    isComplete = _isComplete;
                }

                MimiSessionHealth told = watcher.Told;
                if (Tell(watcher) != told)
                {
                    yield return watcher.Told;
                }
            }
        }
        finally
        {
            Remove(watcher);
        }
    }

    private MimiSessionHealth Tell(HealthWatcher watcher)
    {
        MimiSessionHealth now = read();
        lock (_lock)
        {
            (watcher.Told, watcher.ToldAt) = (now, time.GetTimestamp());
        }

        return now;
    }

    private bool Add(HealthWatcher watcher)
    {
        lock (_lock)
        {
            _watchers.Add(watcher);
            _isWatched = true;
            return _isComplete;
        }
    }

    private void Remove(HealthWatcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
            _isWatched = _watchers.Count > 0;
        }
    }
}
