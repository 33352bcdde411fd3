using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Mimi.Client.Sessions;

/// <summary>One send that waits for room. Its fields are guarded by the queue's lock; it serves again when its result was taken.</summary>
internal sealed class SendWaiter(SendQueue queue) : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;
    private Exception? _failure;
    private bool _blocking;

    public SendKind Kind { get; private set; }

    public ReadOnlyMemory<byte> Remaining { get; private set; }

    public int Taken { get; private set; }

    public bool IsSettled { get; private set; }

    public ValueTask Task => new(this, _core.Version);

    /// <param name="data">What is still to be taken; the caller keeps it unchanged until the task completes.</param>
    /// <param name="taken">How much was taken at once.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="blocking">Whether a thread waits for it, which is then woken without a detour over the thread pool.</param>
    public void Begin(ReadOnlyMemory<byte> data, int taken, SendKind kind, bool blocking)
    {
        Kind = kind;
        Remaining = data[taken..];
        Taken = taken;
        IsSettled = false;
        _failure = null;
        _blocking = blocking;
    }

    /// <summary>Lets the caller's token end the wait. Called outside the lock: a token that is cancelled already calls back at once.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static state => ((SendWaiter)state!).Cancel(), this);
    }

    /// <summary>Blocks the thread until the wait is over.</summary>
    public void Block()
    {
        var settled = new ManualResetEventSlim(); // Not disposed: the thread that sets it may still be inside Set.
        ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter awaiter = Task.ConfigureAwait(false).GetAwaiter(); // Not by way of the thread's context: it is this thread that runs it.
        awaiter.UnsafeOnCompleted(settled.Set);
        try
        {
            settled.Wait();
        }
        catch (ThreadInterruptedException)
        {
            Cancel(); // Its audio is given back.
            throw;
        }

        awaiter.GetResult();
    }

    public void Take(int count)
    {
        Remaining = Remaining[count..];
        Taken += count;
    }

    public void Settle(Exception? failure)
    {
        IsSettled = true;
        Remaining = default;
        _failure = failure;
        if (_blocking)
        {
            Execute(); // All it does is to wake the thread.
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false); // The caller's code must not run under the queue's lock.
        }
    }

    public void Execute()
    {
        if (_failure is { } failure)
        {
            _core.SetException(failure);
        }
        else
        {
            _core.SetResult(true);
        }
    }

    public void SettleCanceled() => Settle(new MimiSendCanceledException(Taken, _cancellationToken));

    public void GetResult(short token)
    {
        bool reusable = _registration.Unregister() || !_cancellationToken.CanBeCanceled;
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            _registration = default;
            _cancellationToken = default;
            if (reusable)
            {
                _core.Reset();
                queue.Recycle(this); // Not when the token's callback may still come: it would cancel somebody else's wait.
            }
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Cancel() => queue.Cancel(this);
}
