using System.Threading.Tasks.Sources;

namespace Mimi.Client.Sessions;

/// <summary>Wakes one waiting loop, without allocating. Its owner guards <see cref="Begin"/>, <see cref="WaitAsync"/> and <see cref="Set"/> with a lock; for each wait there is one <see cref="Set"/> or <see cref="SetHere"/>.</summary>
internal sealed class Signal : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;

    public ValueTask WaitAsync() => new(this, Begin());

    /// <summary>Begins a wait that somebody else makes a task of.</summary>
    /// <returns>What he has to ask this source with.</returns>
    public short Begin()
    {
        _core.Reset();
        return _core.Version;
    }

    /// <summary>Wakes the loop on the thread pool, so that it runs neither under the owner's lock nor on the caller's time.</summary>
    public void Set() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Wakes the loop and runs it on this thread until it waits again. Not under a lock.</summary>
    public void SetHere() => _core.SetResult(true);

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
