using System.Buffers;

namespace Mimi.Client.Continuous;

/// <content>How audio comes in: into the window, past the planner, waiting in line when there is no room.</content>
internal sealed partial class ContinuousCore
{
    public async ValueTask SendAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw new MimiSendCanceledException(0, cancellationToken);
        }

        if (TakeOrWait(audio, feedsHere: true) is { } pending)
        {
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister((_, token) => CancelSend(pending, token), null);
            await pending.Task.ConfigureAwait(false);
        }
    }

    public void Send(ReadOnlySpan<byte> audio)
    {
        if (audio.Length <= _capacity && TrySend(audio))
        {
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(audio.Length); // A send that waits cannot keep a span.
        try
        {
            audio.CopyTo(copy);
            if (TakeOrWait(copy.AsMemory(0, audio.Length), feedsHere: false) is { } pending)
            {
                Block(pending);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    public bool TrySend(ReadOnlySpan<byte> audio)
    {
        ThrowIfTooLong(audio.Length);
        lock (_gate)
        {
            ThrowIfRefused();
            return _line.Count == 0 && (_options.Overload == MimiOverload.DropOldest || Missing(audio.Length) == 0) && Take(audio, hasBegun: false) == audio.Length;
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            if (!_isStopping && !_isClosed && _failure is null)
            {
                _isStopping = true;
                EndIntake();
            }
        }
    }

    /// <param name="audio">The audio.</param>
    /// <param name="feedsHere">Whether this thread is to hand it on to the connection if nobody else is at it: the connection writes without a wait, and no other thread is woken.</param>
    private PendingSend? TakeOrWait(ReadOnlyMemory<byte> audio, bool feedsHere)
    {
        Utterance? fed = null;
        try
        {
            lock (_gate)
            {
                ThrowIfRefused();
                fed = feedsHere && _live?.TryEndFeedWait() == true ? _live : null;
                return TakeOrQueue(audio);
            }
        }
        finally
        {
            fed?.Feed.SetHere();
        }
    }

    private void Block(PendingSend pending)
    {
        try
        {
            pending.Task.GetAwaiter().GetResult();
        }
        catch (ThreadInterruptedException)
        {
            CancelSend(pending, CancellationToken.None); // Its audio is given back.
            throw;
        }
    }

    private PendingSend? TakeOrQueue(ReadOnlyMemory<byte> audio)
    {
        if (_options.Overload == MimiOverload.Fail)
        {
            ThrowIfTooLong(audio.Length); // Nothing waits, so it must fit at once.
        }

        int taken = _line.Count == 0 ? TakeAll(audio.Span, hasBegun: false) : 0;
        if (taken == audio.Length)
        {
            return null;
        }

        var pending = new PendingSend(audio, taken);
        _line.Enqueue(pending);
        Wake(_live); // As in ServeLine.
        return pending;
    }

    private void CancelSend(PendingSend pending, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!pending.IsSettled)
            {
                pending.Refuse(new MimiSendCanceledException(pending.Taken, cancellationToken));
                ServeLine(); // It may have stood in front of one that fits.
            }
        }
    }

    private void ServeLine()
    {
        while (!_isClosed && _line.TryPeek(out PendingSend? first))
        {
            if (!first.IsSettled)
            {
                first.Take(TakeAll(first.Remaining.Span, hasBegun: first.Taken > 0));
                if (!first.IsSettled)
                {
                    Wake(_live); // What is held back of it may be what takes the room, now that all before it is sent.
                    return;
                }
            }

            _line.Dequeue();
        }

        EndIntake();
    }

    private int TakeAll(ReadOnlySpan<byte> audio, bool hasBegun)
    {
        int taken = 0;
        while (taken < audio.Length && Take(audio[taken..], hasBegun || taken > 0) is var more and > 0)
        {
            taken += more;
        }

        return taken;
    }

    /// <summary>Takes what there is room for: audio that fits into the window whole or not at all, longer audio in pieces.</summary>
    private int Take(ReadOnlySpan<byte> audio, bool hasBegun)
    {
        if (audio.IsEmpty)
        {
            return 0;
        }

        bool isWhole = !hasBegun && audio.Length <= _capacity;
        int wanted = Math.Min(audio.Length, isWhole ? _capacity : Math.Max(_clock.BytesPerSample, _clock.BytesPerSecond / 10));
        if (!isWhole && wanted < audio.Length)
        {
            wanted -= (int)((_window.End + wanted) % _clock.BytesPerSample); // Who gives up between two pieces must not leave half a sample.
        }

        int missing = Missing(wanted);
        if (missing > 0)
        {
            switch (_options.Overload)
            {
                case MimiOverload.Wait:
                    return 0;
                case MimiOverload.Fail:
                    throw new MimiOverloadException(wanted, _capacity);
                default:
                    DropOldest(missing);
                    break;
            }
        }

        SlideOut(wanted);
        Append(audio[..wanted]);
        return wanted;
    }

    /// <summary>How much room cannot be made by letting audio that was sent slide out of the window. Half a sample at its end takes none: it cannot be sent.</summary>
    private int Missing(int wanted) => (int)Math.Max(0, wanted - (_capacity - (WholeEnd - _window.Start)) - Math.Max(0, FirstUnsentPlace() - _window.Start));

    private void SlideOut(int wanted)
    {
        int missing = wanted - (_capacity - _window.Length);
        if (missing > 0)
        {
            _window.TrimTo(Math.Min(AlignUp(_window.Start + missing), FirstUnsentPlace()));
        }
    }

    private long FirstUnsentPlace() => FirstUnsent()?.Unsent ?? WholeEnd;

    private long AlignUp(long bytes) => _clock.Align(bytes + _clock.BytesPerSample - 1);

    private Utterance? FirstUnsent() => _utterances.Find(utterance => !utterance.IsFinished && utterance.Unsent < EndOf(utterance));

    private void Append(ReadOnlySpan<byte> audio)
    {
        _window.Append(audio);
        OpenLive();
        while (_planner.Advance(ref audio) is { } cut)
        {
            EndLive(cut.Position, cut.Reason);
            OpenLive();
        }

        Wake(_live);
        StartRunners();
        _idleTimer.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);
    }

    private void DropOldest(int missing)
    {
        long left = AlignUp(missing);
        while (left > 0 && FirstUnsent() is { } utterance)
        {
            long start = utterance.Unsent;
            long count = Math.Min(left, EndOf(utterance) - start);
            left -= count;
            if (utterance.IsOpen && utterance.Sent > utterance.Base)
            {
                SplitOff(utterance, start, count);
            }
            else
            {
                utterance.AddDropped(start, count);
                utterance.Base = utterance.Sent = utterance.Settled = start + count;
                if (utterance == _live)
                {
                    _planner.Begin(start + count); // It is not cut in front of that any more.
                }

                FinishIfSettled(utterance);
            }
        }
    }

    private void ThrowIfTooLong(int length)
    {
        if (length > _capacity)
        {
            throw new ArgumentException($"The audio has {length} bytes, and the window room for {_capacity}: send at most that, or enlarge MimiContinuousOptions.ReplayWindow.");
        }
    }

    private void ThrowIfRefused()
    {
        if (_failure is { } failure)
        {
            throw new MimiIOException("The session has failed, and the audio was not taken; the inner exception says how it failed.", failure);
        }

        if (_isStopping || _isClosed)
        {
            throw new InvalidOperationException(_isClosed ? "The session is closed: it takes no more audio." : "The session is stopping: it takes no more audio.");
        }
    }
}
