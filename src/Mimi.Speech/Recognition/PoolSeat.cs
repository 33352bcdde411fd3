namespace Mimi.Speech.Recognition;

/// <summary>A member's place in the pool.</summary>
internal sealed class PoolSeat(DecodePool pool, IPoolMember member)
{
    public IPoolMember Member { get; } = member;

    /// <summary>Gets or sets where the seat waits; <see cref="PoolWork.None"/> when it does not. The pool's own.</summary>
    public PoolWork Queue { get; set; }

    /// <summary>Gets or sets whether a worker is at it. The pool's own.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Gets or sets since when it waits where it is. The pool's own.</summary>
    public long Since { get; set; }

    /// <summary>Gets or sets since when it has had spare work without getting any of it done, whatever it needed in between; <see langword="null"/> when it has none. The pool's own.</summary>
    public long? SpareSince { get; set; }

    /// <summary>Gets whether all workers of the pool are at work.</summary>
    public bool IsPoolFull => pool.IsFull;

    /// <summary>Tells the pool that <see cref="IPoolMember.Next"/> may answer differently now.</summary>
    public void Signal() => pool.Signal(this);
}
