using System.Buffers;

namespace Mimi.Client.Sessions;

/// <summary>What waits to be sent: audio and commands in one order, bounded, with a reserved place for the end marker.</summary>
/// <remarks>Who finds no room waits in line, and nobody overtakes the line. Everything is guarded by one lock, which is held for copying at the longest.</remarks>
internal sealed class SendQueue
{
    private readonly Lock _lock = new();
    private readonly Signal _writer = new();
    private readonly SendBuffer _buffer;
    private readonly SendLine _line;
    private readonly MimiOverload _overload;
    private readonly WriterPace _pace;
    private byte[]? _endMarker;
    private bool _isClosed; // Takes no more.
    private Func<Exception>? _refusal; // Why, once the session is over.

    /// <param name="options">How much may wait, what happens to a send that finds no room, whether chunks share frames, and the clock.</param>
    /// <param name="sampleBytes">The size of one sample of every channel.</param>
    /// <param name="gaps">Is told what was dropped.</param>
    public SendQueue(MimiSessionOptions options, int sampleBytes, AudioGaps gaps)
    {
        _overload = options.Overload;
        _pace = new(options.TimeProvider);
        _buffer = new(options.SendBufferBytes, sampleBytes, gaps, options.JoinChunks);
        _line = new(this);
    }

    /// <summary>Gets how much of the user's audio was taken, in bytes, what was dropped of it included.</summary>
    public long AudioTaken => _buffer.AudioTaken;

    /// <summary>Gets whether nothing is left to send and nothing will come.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
            {
                return IsAtEnd && _buffer.IsTaken;
            }
        }
    }

    /// <summary>Gets whether it holds more than a session should that has nothing to send. For the one writer.</summary>
    public bool HoldsMuch => _buffer.IsLarge;

    /// <summary>Gets whether it will still hold it when the writer waits, until <see cref="Rest"/>. For the one writer.</summary>
    public bool KeepsMuch => !_pace.IsAtRest && HoldsMuch;

    private bool IsAtEnd => _refusal is not null || (_isClosed && _buffer.IsEmpty && _line.IsEmpty && _endMarker is null);

    /// <summary>Takes all of <paramref name="data"/>, now or when there is room.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> data, SendKind kind, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromException(new MimiSendCanceledException(0, cancellationToken));
        }

        SendWaiter? waiter;
        bool writesHere = false;
        try
        {
            lock (_lock)
            {
                writesHere = _pace.TryWork(); // Then the wake that follows finds the writer at work, and the caller's thread is its.
                waiter = TakeOrWait(data, kind, blocking: false);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or MimiException or ArgumentException)
        {
            return ValueTask.FromException(e);
        }
        finally
        {
            if (writesHere)
            {
                _writer.SetHere();
            }
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
    public void Send(ReadOnlySpan<byte> data, SendKind kind)
    {
        if (_overload != MimiOverload.Wait)
        {
            lock (_lock)
            {
                TakeAtOnce(data, kind);
            }

            return;
        }

        if (data.Length <= _buffer.Capacity && TrySend(data, kind))
        {
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(data.Length); // A waiter cannot keep a span.
        try
        {
            data.CopyTo(copy);
            SendWaiter? waiter;
            lock (_lock)
            {
                waiter = TakeOrWait(copy.AsMemory(0, data.Length), kind, blocking: true);
            }

            waiter?.Block();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <summary>Takes all of <paramref name="data"/> if there is room for it now.</summary>
    public bool TrySend(ReadOnlySpan<byte> data, SendKind kind)
    {
        lock (_lock)
        {
            if (_overload == MimiOverload.DropOldest)
            {
                TakeAtOnce(data, kind);
                return true;
            }

            _buffer.ThrowIfTooLong(data.Length);
            ThrowIfClosed();
            if (!_line.IsEmpty || _buffer.Room(data.Length, kind) < data.Length)
            {
                return false;
            }

            Append(data, kind);
            return true;
        }
    }

    /// <summary>Takes silence, unless something else waits or nothing more may come.</summary>
    public void AddSilence(ReadOnlySpan<byte> silence)
    {
        lock (_lock)
        {
            if (!_isClosed && _buffer.IsEmpty)
            {
                Append(silence, SendKind.Silence);
            }
        }
    }

    /// <summary>Takes a last message, behind everything that was taken or waits in line, and nothing after it. It needs no room.</summary>
    public void Complete(ReadOnlySpan<byte> endMarker)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            if (_line.IsEmpty)
            {
                Append(endMarker, SendKind.EndMarker);
            }
            else
            {
                _endMarker = endMarker.ToArray();
            }
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
            _buffer.ReleaseFilled();
            _line.Refuse(refusal);
            WakeWriter();
        }
    }

    /// <summary>Waits until there is something to send or the end has come. For the one writer.</summary>
    public ValueTask WaitAsync()
    {
        lock (_lock)
        {
            if (!_buffer.IsEmpty || IsAtEnd)
            {
                return ValueTask.CompletedTask;
            }

            TrimAtRest();
            _pace.Wait();
            return _writer.WaitAsync();
        }
    }

    /// <summary>Gives back what a burst needed, now or when the writer has nothing to do.</summary>
    public void Rest()
    {
        lock (_lock)
        {
            _pace.Rest();
            if (_pace.IsWaiting)
            {
                TrimAtRest();
            }
        }
    }

    /// <summary>Takes the next frame to send. For the one writer; the frame is valid until the next call.</summary>
    public bool TryTakeFrame(out SendFrame frame)
    {
        if (_buffer.TryTake(out frame))
        {
            return true;
        }

        lock (_lock)
        {
            _pace.Come();
            _buffer.Swap();
            ServeLine();
        }

        return _buffer.TryTake(out frame);
    }

    /// <summary>Gives back the writer's buffer. For the one writer, when it has ended.</summary>
    public void Release() => _buffer.ReleaseTaken();

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

    public void Recycle(SendWaiter waiter) => _line.Recycle(waiter);

    /// <returns>Who waits for the rest, or <see langword="null"/> if all was taken.</returns>
    private SendWaiter? TakeOrWait(ReadOnlyMemory<byte> data, SendKind kind, bool blocking)
    {
        if (_overload != MimiOverload.Wait)
        {
            TakeAtOnce(data.Span, kind);
            return null;
        }

        ThrowIfClosed();
        bool isNext = _line.IsEmpty;
        int taken = isNext ? _buffer.Room(data.Length, kind) : 0;
        if (taken > 0 || (isNext && data.IsEmpty))
        {
            Append(data.Span[..taken], kind);
        }

        bool isDone = taken == data.Length && (isNext || kind == SendKind.Audio); // An empty command is a message, too, and waits for its turn.
        return isDone ? null : _line.Add(data, taken, kind, blocking);
    }

    private void TakeAtOnce(ReadOnlySpan<byte> data, SendKind kind)
    {
        ThrowIfClosed();
        _buffer.TakeAtOnce(data, kind, _overload);
        WakeWriter();
    }

    private void ServeLine()
    {
        _line.Serve(_buffer); // The writer needs no waking: it calls this itself, or has not come to what keeps the line waiting.
        if (_line.IsEmpty && _endMarker is { } endMarker)
        {
            _endMarker = null;
            _buffer.Append(endMarker, SendKind.EndMarker);
        }
    }

    private void Append(ReadOnlySpan<byte> data, SendKind kind)
    {
        _buffer.Append(data, kind);
        WakeWriter();
    }

    private void WakeWriter()
    {
        if (_pace.IsWaiting)
        {
            _pace.Call();
            _writer.Set();
        }
    }

    /// <summary>Lets a session that has nothing to send hold next to nothing. Not from chunk to chunk while they flow: the pool now and then has no array left for a thread, and makes one.</summary>
    private void TrimAtRest()
    {
        if (_pace.IsAtRest)
        {
            _buffer.Trim();
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
