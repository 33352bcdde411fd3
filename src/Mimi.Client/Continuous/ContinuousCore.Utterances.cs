using System.Net.WebSockets;

namespace Mimi.Client.Continuous;

/// <content>How the audio becomes utterances, and utterances get their connections.</content>
internal sealed partial class ContinuousCore
{
    /// <summary>The service waited too long for audio (https://mimi.readme.io/docs/learnaboutapi; the code is known from a public client).</summary>
    private const int IdleCloseCode = 4_003;

    /// <summary>Prepares a connection: from where on the audio must be sent.</summary>
    /// <returns><see langword="false"/> if none is needed.</returns>
    public bool Begin(Utterance utterance)
    {
        lock (_gate)
        {
            if (_isClosed || utterance.IsFinished || utterance.IsAborted)
            {
                return false;
            }

            TellLostBeforeWindow(utterance);
            utterance.Base = utterance.Sent = utterance.Settled;
            utterance.IsStopped = false;
            utterance.Phase = UtterancePhase.Opening;
            if (FinishIfSettled(utterance))
            {
                return false;
            }

            TellState();
            return true;
        }
    }

    /// <summary>Begins to count the results of a connection that was made.</summary>
    /// <returns><see langword="false"/> if it is not needed any more.</returns>
    public bool Attach(Utterance utterance, UtteranceConnection connection)
    {
        lock (_gate)
        {
            if (_isClosed || utterance.IsFinished || utterance.IsAborted)
            {
                return false;
            }

            _connections.Add(connection);
            utterance.Connection = connection;
            utterance.Phase = UtterancePhase.Open;
            utterance.FlushDropped(_clock);
            if (utterance.WasOpen || !utterance.IsFirst)
            {
                utterance.Held.Add(new MimiSeam { Sample = _clock.ToSamples(utterance.Base), Position = _clock.ToTime(utterance.Base), Reason = utterance.Succession });
            }

            utterance.WasOpen = true;
            TellState();
            Flush();
            return true;
        }
    }

    /// <summary>Takes the next audio for a connection.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="buffer">Where to copy it.</param>
    /// <param name="count">How much it is; 0 if the utterance is over and the end marker is to be sent; -1 if the connection gets nothing more; otherwise there is nothing now.</param>
    /// <returns>A task to wait for if there is nothing now.</returns>
    public ValueTask TakeAsync(Utterance utterance, UtteranceConnection connection, Span<byte> buffer, out int? count)
    {
        lock (_gate)
        {
            if (_isClosed || utterance.Connection != connection || utterance.IsStopped)
            {
                count = -1;
                return default;
            }

            if (_line.Count > 0 && utterance == _live && utterance.Sent == _planner.SendLimit && FirstUnsent() == utterance)
            {
                EndLive(WholeEnd, MimiSeamReason.Rollover); // What is held back for a good place to cut takes the room that somebody waits for.
            }

            long limit = utterance.End ?? Math.Min(WholeEnd, _planner.SendLimit);
            int available = (int)Math.Min(limit - utterance.Sent, buffer.Length);
            if (available > 0)
            {
                utterance.FlushDropped(_clock); // What was dropped since the connection was made comes before the texts of what follows.
                _window.CopyTo(utterance.Sent, buffer[..available]);
                utterance.Sent += available;
                count = available;
                ServeLine();
                return default;
            }

            if (utterance.Sent >= utterance.End)
            {
                utterance.IsStopped = true;
                StartRunners();
                count = 0;
                return default;
            }

            count = null;
            utterance.FeedWaits = true;
            return utterance.Feed.WaitAsync();
        }
    }

    /// <summary>A connection is over: its sender ends, and it is not counted any more.</summary>
    public void Detach(Utterance utterance, UtteranceConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            Disconnect(utterance, connection);
        }
    }

    /// <summary>Decides what follows on a connection that is over.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="failure">How it failed, or <see langword="null"/> if the server ended it with a result.</param>
    /// <param name="delay">How long to wait before another one.</param>
    /// <returns><see langword="false"/> if there is to be no other.</returns>
    public bool Continue(Utterance utterance, Exception? failure, out TimeSpan delay)
    {
        lock (_gate)
        {
            delay = default;
            if (_isClosed || utterance.IsFinished || utterance.IsAborted)
            {
                return false;
            }

            bool isProgress = utterance.Settled > utterance.Base;
            utterance.Phase = UtterancePhase.Delayed; // From here on, none of it counts as sent.
            TellLostBeforeWindow(utterance);
            failure ??= isProgress ? null : new MimiIOException("The server ends the utterance and determines nothing of it.");
            if (utterance.WasOpen)
            {
                utterance.Succession = failure is null ? MimiSeamReason.EndedByServer : MimiSeamReason.Reconnect;
            }

            if (_failure is not null || (failure is not null && !IsWorthAnotherTry(failure)))
            {
                Fail(utterance, failure!);
                return false;
            }

            if (failure is MimiServiceException { CloseStatus: (WebSocketCloseStatus)IdleCloseCode } && utterance == _live && utterance.Sent == WholeEnd)
            {
                EndLive(WholeEnd, MimiSeamReason.Idle);
            }

            if (FinishIfSettled(utterance))
            {
                return false;
            }

            if (failure is null)
            {
                utterance.Phase = UtterancePhase.Opening;
                return true;
            }

            if (utterance.Budget.Plan((failure as MimiException)?.RetryAfter) is not { } planned)
            {
                Fail(utterance, failure);
                return false;
            }

            delay = planned;
            Tell(() => _events.PublishState(MimiConnectionState.Reconnecting, utterance.Budget.Attempts, planned, failure));
            return true;
        }
    }

    private static bool IsWorthAnotherTry(Exception failure) =>
        failure is MimiException { IsTransient: true }
        or MimiServiceException { CloseStatus: WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty };

    private void OpenLive()
    {
        if (_live is null && WholeEnd > _tail)
        {
            _live = CreateUtterance(_tail, _succession);
            _utterances.Add(_live);
        }
    }

    private Utterance CreateUtterance(long start, MimiSeamReason succession) =>
        new(start, new(_options.Reconnect, _outage, _jitter)) { Succession = succession, IsFirst = start == 0 };

    private void EndLive(long end, MimiSeamReason reason)
    {
        Utterance? ended = _live;
        (_live, _tail, _succession) = (null, end, reason);
        _planner.Begin(end);
        if (ended is not null)
        {
            ended.End = end;
            Wake(ended);
        }
    }

    private void EndIdle()
    {
        lock (_gate)
        {
            if (!_isClosed && _live is not null && _line.Count == 0)
            {
                EndLive(WholeEnd, MimiSeamReason.Idle);
            }
        }
    }

    /// <summary>Ends an utterance in front of audio that is dropped, and goes on behind it with another one.</summary>
    private void SplitOff(Utterance utterance, long start, long count)
    {
        Utterance rest = CreateUtterance(start + count, MimiSeamReason.Overload);
        rest.AddDropped(start, count);
        rest.End = utterance.End;
        utterance.End = start;
        _utterances.Insert(_utterances.IndexOf(utterance) + 1, rest);
        if (_live == utterance)
        {
            _live = rest;
            _planner.Begin(start + count);
        }

        Wake(utterance);
        FinishIfSettled(rest);
    }

    private void StartRunners()
    {
        int busy = _utterances.Count(static utterance => utterance.Phase is not (UtterancePhase.Queued or UtterancePhase.Finished));
        foreach (Utterance utterance in _utterances)
        {
            if (busy >= _options.MaxConnections || utterance.IsBeingSent)
            {
                return; // In the order of the audio: a server that takes no audio gets no second connection.
            }

            if (utterance.Phase == UtterancePhase.Queued && !utterance.IsAborted && _failure is null)
            {
                busy++;
                utterance.Phase = UtterancePhase.Opening;
                _runners.RemoveAll(static task => task.IsCompleted);
                _runners.Add(Task.Run(new UtteranceRunner(this, utterance, _connect).RunAsync));
            }
        }
    }

    private static void Disconnect(Utterance utterance, UtteranceConnection connection)
    {
        if (utterance.Connection == connection)
        {
            utterance.Connection = null;
            Wake(utterance);
        }
    }

    private static void Wake(Utterance? utterance)
    {
        if (utterance?.TryEndFeedWait() == true)
        {
            utterance.Feed.Set();
        }
    }

    private void TellLostBeforeWindow(Utterance utterance)
    {
        long kept = Math.Min(_window.Start, EndOf(utterance));
        if (kept > utterance.Settled)
        {
            utterance.FlushDropped(_clock);
            utterance.Held.Add(Gaps.Create(_clock, utterance.Settled, kept, MimiGapReason.OutsideReplayWindow));
            utterance.Settled = kept;
            Flush();
        }
    }

    private void Trim() => _window.TrimTo(_utterances.Find(static utterance => !utterance.IsFinished)?.Settled ?? _tail);
}
