using System.Buffers;
using System.Net.WebSockets;

namespace Mimi.Client.Sessions;

/// <summary>What waits to be sent: audio and commands in one order, bounded, with a reserved place for the end marker.</summary>
/// <remarks>
/// Callers fill one batch while the writer sends the other, so what is being written does not count towards the capacity. Who finds no room waits in line, and nobody
/// overtakes the line. Everything is guarded by one lock, which is held for copying at the longest.
/// </remarks>
internal sealed class SendQueue(int capacity, int sampleBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<SendWaiter> _line = new();
    private readonly Signal _writer = new();
    private SendBatch _filling = new();
    private SendBatch _sending = new();
    private SendWaiter? _spare;
    private bool _writerWaits;
    private long _audioTaken;
    private long _audioSent;
    private byte[]? _endMarker;
    private bool _isClosed; // Takes no more.
    private Func<Exception>? _refusal; // Why, once the session is over.

    /// <summary>Gets whether nothing is left to send and nothing will come.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
            {
                return IsAtEnd && _sending.IsTaken;
            }
        }
    }

    private bool IsAtEnd => _refusal is not null || (_isClosed && _filling.IsEmpty && _line.Count == 0 && _endMarker is null);

    /// <summary>Takes all of <paramref name="data"/>, now or when there is room.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> data, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromException(new MimiSendCanceledException(0, cancellationToken));
        }

        SendWaiter? waiter;
        try
        {
            waiter = TakeOrWait(data, type, blocking: false);
        }
        catch (Exception e) when (e is InvalidOperationException or MimiIOException)
        {
            return ValueTask.FromException(e);
        }

        if (waiter is null)
        {
            return ValueTask.CompletedTask;
        }

        ValueTask task = waiter.Task;
        if (cancellationToken.CanBeCanceled)
        {
            waiter.CancelWith(cancellationToken);
        }

        return task;
    }

    /// <summary>Takes all of <paramref name="data"/>, blocking the thread until there is room.</summary>
    public void Send(ReadOnlySpan<byte> data, WebSocketMessageType type)
    {
        if (data.Length <= capacity && TrySend(data, type))
        {
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(data.Length); // A waiter cannot keep a span.
        try
        {
            data.CopyTo(copy);
            TakeOrWait(copy.AsMemory(0, data.Length), type, blocking: true)?.Block();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <summary>Takes all of <paramref name="data"/> if there is room for it now.</summary>
    public bool TrySend(ReadOnlySpan<byte> data, WebSocketMessageType type)
    {
        if (data.Length > capacity)
        {
            throw new ArgumentException($"The audio has {data.Length} bytes, and the send buffer room for {capacity}: send at most that, or enlarge MimiSessionOptions.SendBufferBytes.", nameof(data));
        }

        lock (_lock)
        {
            ThrowIfClosed();
            if (_line.Count > 0 || _filling.Length + data.Length > capacity)
            {
                return false;
            }

            Append(data, type);
            return true;
        }
    }

    /// <summary>Takes a last message, behind everything that was taken or waits in line, and nothing after it. It needs no room.</summary>
    /// <returns><see langword="false"/> if nothing was taken any more already.</returns>
    public bool Complete(ReadOnlySpan<byte> endMarker)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _isClosed = true;
            if (_line.Count == 0)
            {
                Append(endMarker, WebSocketMessageType.Text);
            }
            else
            {
                _endMarker = endMarker.ToArray();
            }

            return true;
        }
    }

    /// <summary>Ends the queue at once: who waits in line is refused, and the writer finds the end.</summary>
    /// <param name="refusal">Makes the exception of each send that was or will be refused.</param>
    public void Abandon(Func<Exception> refusal)
    {
        lock (_lock)
        {
            if (_refusal is not null)
            {
                return;
            }

            _isClosed = true;
            _refusal = refusal;
            _endMarker = null;
            _filling.Release();
            while (_line.TryDequeue(out SendWaiter? waiter))
            {
                if (!waiter.IsSettled)
                {
                    waiter.Settle(refusal());
                }
            }

            WakeWriter();
        }
    }

    /// <summary>Waits until there is something to send or the end has come. For the one writer.</summary>
    public ValueTask WaitAsync()
    {
        lock (_lock)
        {
            if (!_filling.IsEmpty || IsAtEnd)
            {
                return ValueTask.CompletedTask;
            }

            _filling.Trim(); // A session that has nothing to send holds next to nothing.
            _sending.Trim();
            _writerWaits = true;
            return _writer.WaitAsync();
        }
    }

    /// <summary>Takes the next frame to send. For the one writer; the frame is valid until the next call.</summary>
    public bool TryTakeFrame(out ReadOnlyMemory<byte> frame, out WebSocketMessageType type)
    {
        if (_sending.TryTake(ref _audioSent, sampleBytes, out frame, out type))
        {
            return true;
        }

        lock (_lock)
        {
            _sending.Clear();
            (_sending, _filling) = (_filling, _sending);
            ServeLine();
        }

        return _sending.TryTake(ref _audioSent, sampleBytes, out frame, out type);
    }

    /// <summary>Gives back the writer's buffer. For the one writer, when it has ended.</summary>
    public void Release() => _sending.Release();

    public void Cancel(SendWaiter waiter)
    {
        lock (_lock)
        {
            if (!waiter.IsSettled)
            {
                waiter.SettleCanceled();
                ServeLine(); // It may have stood in front of one that fits.
            }
        }
    }

    public void Recycle(SendWaiter waiter) => Volatile.Write(ref _spare, waiter);


    /// <returns>Who waits for the rest, or <see langword="null"/> if all was taken.</returns>
    private SendWaiter? TakeOrWait(ReadOnlyMemory<byte> data, WebSocketMessageType type, bool blocking)
    {
        lock (_lock)
        {
            ThrowIfClosed();
            int taken = _line.Count == 0 ? Room(data.Length, type) : 0;
            if (taken > 0)
            {
                Append(data.Span[..taken], type);
            }

            if (taken == data.Length)
            {
                return null;
            }

            SendWaiter waiter = Interlocked.Exchange(ref _spare, null) ?? new SendWaiter(this);
            waiter.Begin(data, taken, type, blocking);
            _line.Enqueue(waiter);
            return waiter;
        }
    }

    /// <summary>How much of a message can be taken now: a short one whole or not at all, longer audio in pieces of whole samples.</summary>
    private int Room(int length, WebSocketMessageType type)
    {
        int room = Math.Max(0, capacity - _filling.Length);
        if (length <= room || (_filling.IsEmpty && type == WebSocketMessageType.Text))
        {
            return length;
        }

        return length <= capacity || type == WebSocketMessageType.Text ? 0 : Math.Max(0, room - (int)((_audioTaken + room) % sampleBytes));
    }

    private void ServeLine()
    {
        while (_line.TryPeek(out SendWaiter? first))
        {
            if (!first.IsSettled)
            {
                // One that has begun goes on piece by piece, however little is left of it.
                int room = Room(first.Taken == 0 ? first.Remaining.Length : Math.Max(first.Remaining.Length, capacity + 1), first.Type);
                int count = Math.Min(room, first.Remaining.Length);
                if (count > 0)
                {
                    Append(first.Remaining.Span[..count], first.Type);
                    first.Take(count);
                }

                if (!first.Remaining.IsEmpty)
                {
                    return;
                }

                first.Settle(failure: null);
            }

            _line.Dequeue();
        }

        if (_endMarker is { } endMarker)
        {
            _endMarker = null;
            Append(endMarker, WebSocketMessageType.Text);
        }
    }

    private void Append(ReadOnlySpan<byte> data, WebSocketMessageType type)
    {
        _filling.Append(data, type);
        _audioTaken += type == WebSocketMessageType.Binary ? data.Length : 0;
        WakeWriter();
    }

    private void WakeWriter()
    {
        if (_writerWaits)
        {
            _writerWaits = false;
            _writer.Set();
        }
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw _refusal?.Invoke() ?? new InvalidOperationException("The session is stopping: it takes no more audio or commands.");
        }
    }
}
