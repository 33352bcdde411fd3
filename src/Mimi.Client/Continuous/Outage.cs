namespace Mimi.Client.Continuous;

/// <summary>Since when nothing has come from the server, on whatever connection of the session. Guarded by the lock of the session.</summary>
internal sealed class Outage(TimeProvider time)
{
    private long? _since;

    /// <summary>A result has come.</summary>
    public void End() => _since = null;

    /// <summary>A connection has failed.</summary>
    /// <returns>How long the outage lasts.</returns>
    public TimeSpan GoOn()
    {
        long now = time.GetTimestamp();
        _since ??= now;
        return time.GetElapsedTime(_since.Value, now);
    }
}
