namespace Mimi.Server.Tokens;

/// <summary>Remembers which tokens were revoked, and forgets each when it would have expired anyway.</summary>
internal sealed class RevokedTokens(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byExpiry = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ids.Count;
            }
        }
    }

    public void Add(string id, DateTimeOffset expires)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            while (_byExpiry.TryPeek(out string? oldest, out DateTimeOffset end) && end <= now)
            {
                _byExpiry.Dequeue();
                _ids.Remove(oldest);
            }

            if (_ids.Add(id))
            {
                _byExpiry.Enqueue(id, expires);
            }
        }
    }

    public bool Contains(string id)
    {
        lock (_gate)
        {
            return _ids.Contains(id);
        }
    }
}
