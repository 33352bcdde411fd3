namespace Mimi.Proof.Soak;

/// <summary>Remembers objects without keeping them: what is left of them after a collection, something still refers to.</summary>
internal sealed class LiveObjects
{
    private readonly Lock _lock = new();
    private readonly List<WeakReference> _objects = [];

    /// <summary>Gets how many there have been.</summary>
    public long Total { get; private set; }

    public void Add(object made)
    {
        lock (_lock)
        {
            _objects.Add(new(made));
            Total++;
        }
    }

    /// <summary>Counts those that are left, and forgets the others.</summary>
    public int Count()
    {
        lock (_lock)
        {
            _objects.RemoveAll(static reference => !reference.IsAlive);
            return _objects.Count;
        }
    }
}
