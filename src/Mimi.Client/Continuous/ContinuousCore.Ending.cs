namespace Mimi.Client.Continuous;

/// <content>How it ends.</content>
internal sealed partial class ContinuousCore
{
    /// <summary>Disconnects at once.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                Close(failure: null);
            }
        }

        Disconnect();
    }

    /// <summary>Disconnects at once, unless the session has ended by itself: the answer to the server's close may still be on its way.</summary>
    public void Leave()
    {
        bool isOver;
        lock (_gate)
        {
            isOver = _isClosed;
        }

        if (!isOver)
        {
            Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cancel();
        Task[] runners;
        lock (_gate)
        {
            runners = [.. _runners];
        }

        await Task.WhenAll(runners).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task<MimiContinuousCompletion> CompleteAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Stop();
        try
        {
            await _ended.Task.WaitAsync(deadline, Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (EndUnfinalized() is { } unfinalized)
            {
                Disconnect();
                return new MimiContinuousTimedOut(unfinalized);
            }
        }

        lock (_gate)
        {
            return _failure is not null ? new MimiContinuousFailed(_failure)
                : _isCompleted ? new MimiContinuousCompleted()
                : new MimiContinuousFailed(new InvalidOperationException("The session was cancelled before its end."));
        }
    }

    /// <summary>Ends because of something that must not happen: better than a session that hangs.</summary>
    public void Abort(Exception failure)
    {
        lock (_gate)
        {
            Conclude(failure);
        }
    }

    /// <summary>Ends a session whose time is over.</summary>
    /// <returns>How much audio has no determined text, or <see langword="null"/> if it has ended already, or failed.</returns>
    private TimeSpan? EndUnfinalized()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return null;
            }

            if (_failure is not null)
            {
                Conclude(_failure); // It has failed before, and only waited for what might still come.
                return null;
            }

            TimeSpan unfinalized = _clock.ToTime(_utterances.Sum(utterance => EndOf(utterance) - utterance.Settled));
            Conclude(failure: null);
            return unfinalized;
        }
    }

    /// <summary>The session fails with one of its utterances. Those before it may still get their final results, for a while.</summary>
    private void Fail(Utterance utterance, Exception failure)
    {
        utterance.IsAborted = true;
        if (_failure is null && !_isClosed)
        {
            _failure = failure;
            EndLive(WholeEnd, MimiSeamReason.Idle);
            RefuseLine();
            int first = _utterances.IndexOf(utterance);
            _utterances.Skip(first).Where(static later => !later.IsFinished).ToList().ForEach(static later => later.IsAborted = true);
            _graceTimer = Time.CreateTimer(static core => ((ContinuousCore)core!).EndGrace(), this, _sessionOptions.CloseTimeout, Timeout.InfiniteTimeSpan);
        }

        Flush();
    }

    private void EndGrace()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                Conclude(_failure);
            }
        }
    }

    private void EndIntake()
    {
        if (_isStopping && _line.Count == 0 && !_isClosed)
        {
            if (_live is not null)
            {
                Utterance last = _live;
                EndLive(WholeEnd, MimiSeamReason.Idle);
                FinishIfSettled(last);
            }

            EndIfDone();
        }
    }

    private void EndIfDone()
    {
        if (_isStopping && !_isClosed && _failure is null && _line.Count == 0 && _live is null && _utterances.Count == 0)
        {
            _isCompleted = true;
            Close(failure: null);
        }
    }

    /// <summary>Ends now: tells all that is determined, and as gaps all that is not.</summary>
    private void Conclude(Exception? failure)
    {
        if (_isClosed)
        {
            return;
        }

        var remains = new RemainingEvents(_clock);
        foreach (Utterance utterance in _utterances)
        {
            utterance.FlushDropped(_clock);
            remains.Add(utterance, EndOf(utterance));
        }

        try
        {
            remains.Complete().ForEach(told => _events.Publish(told));
        }
        catch (MimiResultOverflowException e)
        {
            failure ??= e;
        }

        Close(failure);
    }

    private void Close(Exception? failure)
    {
        _isClosed = true;
        _failure ??= failure;
        try
        {
            _events.PublishState(MimiConnectionState.Closed, cause: failure);
        }
        catch (MimiResultOverflowException e)
        {
            failure ??= e;
        }

        Results.Complete(failure);
        RefuseLine();
        _utterances.ForEach(Wake);
        _utterances.Clear();
        _live = null;
        _window.Release();
        _idleTimer.Dispose();
        _graceTimer?.Dispose();
        _ended.TrySetResult();
        if (!_isCompleted)
        {
            _ = Task.Run(Disconnect); // Not under the lock: it runs others' code.
        }
    }

    private void RefuseLine()
    {
        while (_line.TryDequeue(out PendingSend? pending))
        {
            if (!pending.IsSettled)
            {
                pending.Refuse(_failure is { } failure
                    ? new MimiIOException("The session has failed, and the audio was not taken; the inner exception says how it failed.", failure)
                    : new InvalidOperationException("The session is closed: it takes no more audio."));
            }
        }
    }

    private void Disconnect()
    {
        UtteranceConnection[] connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        _lifetime.Cancel();
        Array.ForEach(connections, static connection => connection.Cancel());
    }
}
