namespace Mimi.Client.Sessions;

/// <summary>Who found no room, in the order of their calls. The queue's lock guards it.</summary>
internal sealed class SendLine(SendQueue queue)
{
    private readonly Queue<SendWaiter> _waiters = new();
    private SendWaiter? _spare;

    public bool IsEmpty => _waiters.Count == 0;

    /// <summary>Puts a send into the line.</summary>
    /// <param name="data">What is still to be taken.</param>
    /// <param name="taken">How much was taken at once.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="blocking">Whether a thread waits for it.</param>
    public SendWaiter Add(ReadOnlyMemory<byte> data, int taken, SendKind kind, bool blocking)
    {
        SendWaiter waiter = Interlocked.Exchange(ref _spare, null) ?? new SendWaiter(queue);
        waiter.Begin(data, taken, kind, blocking);
        _waiters.Enqueue(waiter);
        return waiter;
    }

    /// <summary>Moves what has room now into the buffer, from the front of the line.</summary>
    public void Serve(SendBuffer buffer)
    {
        while (_waiters.TryPeek(out SendWaiter? first))
        {
            if (!first.IsSettled)
            {
                // One that has begun goes on piece by piece, however little is left of it.
                int room = buffer.Room(first.Taken == 0 ? first.Remaining.Length : Math.Max(first.Remaining.Length, buffer.Capacity + 1), first.Kind);
                int count = Math.Min(room, first.Remaining.Length);
                if (count > 0 || first.Remaining.IsEmpty)
                {
                    buffer.Append(first.Remaining.Span[..count], first.Kind);
                    first.Take(count);
                }

                if (!first.Remaining.IsEmpty)
                {
                    return;
                }

                first.Settle(failure: null);
            }

            _waiters.Dequeue();
        }
    }

    /// <summary>Sends everybody away.</summary>
    public void Refuse(Func<Exception> refusal)
    {
        while (_waiters.TryDequeue(out SendWaiter? waiter))
        {
            if (!waiter.IsSettled)
            {
                waiter.Settle(refusal());
            }
        }
    }

    /// <summary>Keeps a waiter for the next send. Needs no lock.</summary>
    public void Recycle(SendWaiter waiter) => Volatile.Write(ref _spare, waiter);
}
