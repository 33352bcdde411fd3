namespace Mimi.Client.Sessions;

/// <summary>What the writer's work and waiting tell of the chunks: whether they come back to back, and whether they have ceased to flow. Guarded by its queue's lock.</summary>
internal sealed class WriterPace(TimeProvider time)
{
    /// <summary>How long the writer must have had nothing to do for the flow to be over. More than what a thread may have to wait for its turn on a busy machine.</summary>
    private static readonly TimeSpan Rests = TimeSpan.FromMilliseconds(50);

    private long? _workedSince; // It has not worked yet.
    private long _waitsSince;
    private bool _isCalled; // And has not come yet: the pool may take its time.

    /// <summary>Gets whether the writer has nothing to do.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Gets whether no chunks flow: what a flow needs is not needed any more.</summary>
    public bool IsAtRest { get; private set; }

    /// <summary>Says that the writer waits from now on.</summary>
    public void Wait()
    {
        IsWaiting = true;
        _waitsSince = time.GetTimestamp();
    }

    /// <summary>Says that the writer has something to do, and is called.</summary>
    public void Call()
    {
        Work(time.GetTimestamp());
        _isCalled = true;
    }

    /// <summary>Says that the writer has come.</summary>
    public void Come()
    {
        if (_isCalled)
        {
            _isCalled = false;
            _workedSince = time.GetTimestamp();
        }
    }

    /// <summary>Says that the caller does the writer's work from now on, unless chunks come back to back: sooner after the last write than half of what the writer had to do took. So a sender that does little else than send is told from one that
    /// waits for an answer to each chunk, however fast the machine and the network are.</summary>
    /// <returns>Whether it said so.</returns>
    public bool TryWork()
    {
        if (!IsWaiting)
        {
            return false;
        }

        long now = time.GetTimestamp();
        bool isBackToBack = 2 * (now - _waitsSince) <= _waitsSince - (_workedSince ?? _waitsSince);
        if (!isBackToBack)
        {
            Work(now);
        }

        return !isBackToBack;
    }

    /// <summary>Says that no chunks flow.</summary>
    public void Rest() => IsAtRest = true;

    private void Work(long now)
    {
        IsWaiting = false;
        IsAtRest = time.GetElapsedTime(_waitsSince, now) >= Rests;
        _workedSince = now;
    }
}
