namespace Mimi.Client.Continuous;

/// <content>How results settle audio and become events in order.</content>
internal sealed partial class ContinuousCore
{
    /// <summary>Takes a result.</summary>
    /// <returns><see langword="false"/> if the connection is of no more use.</returns>
    public bool Accept(Utterance utterance, UtteranceConnection connection, ResultPiece piece)
    {
        lock (_gate)
        {
            if (_isClosed || utterance.Connection != connection)
            {
                return !_isClosed; // A late one. The server's close is still waited for.
            }

            utterance.Budget.OnResult();
            switch (piece.Kind)
            {
                case MimiResultKind.Partial:
                    Settle(utterance, piece, Place(utterance, piece.End) ?? utterance.Sent, place: null);
                    return true;
                case MimiResultKind.Final:
                    return EndByFinal(utterance, connection, piece);
                default:
                    Show(utterance, piece);
                    return true;
            }
        }
    }

    /// <summary>Where a time of the connection is in the audio: never before what is settled, never behind what was sent.</summary>
    private long? Place(Utterance utterance, TimeSpan? time) => time is { } given
        ? Math.Max(utterance.Settled, utterance.Base + _clock.ToBytesWithin(given, utterance.Sent - utterance.Base))
        : null;

    private void Show(Utterance utterance, ResultPiece piece)
    {
        long start = Place(utterance, piece.Start) ?? utterance.Settled;
        long? end = Place(utterance, piece.End) is { } place ? Math.Max(start, place) : null;
        Tell(() => utterance.Standing = _events.Publish(ToTranscript(utterance, piece, start, end)));
    }

    /// <summary>Determines a text.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="piece">The text.</param>
    /// <param name="settled">Up to where the audio has its text now.</param>
    /// <param name="place">Where the text ends, if that is not the same.</param>
    private void Settle(Utterance utterance, ResultPiece piece, long settled, long? place)
    {
        long start = Math.Min(Place(utterance, piece.Start) ?? utterance.Settled, settled);
        utterance.Held.Add(ToTranscript(utterance, piece, start, Math.Max(start, place ?? settled)));
        utterance.Standing = null;
        utterance.Segment = 0;
        if (settled > utterance.Settled)
        {
            utterance.Settled = settled;
            utterance.Budget.OnSettled();
        }

        Trim();
        Flush();
        ServeLine();
    }

    private bool EndByFinal(Utterance utterance, UtteranceConnection connection, ResultPiece piece)
    {
        bool isOurs = utterance.IsStopped && connection.HasSentAll;
        bool hasText = piece.Text.Length > 0;
        long? place = Place(utterance, piece.End);
        long settled = isOurs ? EndOf(utterance)
            : !hasText ? utterance.Settled
            : place ?? utterance.Sent; // It does not say where it ends: all that was sent is taken for heard, or its text might come twice.
        if (isOurs || hasText || utterance.Standing is not null)
        {
            Settle(utterance, piece, settled, isOurs ? place : null);
        }

        Disconnect(utterance, connection);
        FinishIfSettled(utterance);
        return isOurs;
    }

    private MimiTranscript ToTranscript(Utterance utterance, ResultPiece piece, long start, long? end)
    {
        utterance.Segment = utterance.Segment == 0 ? ++_lastSegment : utterance.Segment;
        return new(piece.Result)
        {
            SegmentId = utterance.Segment,
            Supersedes = utterance.Standing,
            Kind = piece.Kind,
            Text = piece.Text,
            Start = _clock.ToTime(start),
            End = end is { } place ? _clock.ToTime(place) : null,
        };
    }

    private bool FinishIfSettled(Utterance utterance)
    {
        if (utterance.IsFinished || utterance.IsAborted || utterance.Settled < EndOf(utterance) || (utterance.IsOpen && utterance.Connection is not null && !utterance.IsStopped))
        {
            return false;
        }

        utterance.FlushDropped(_clock);
        utterance.Phase = UtterancePhase.Finished;
        if (utterance == _live)
        {
            EndLive(utterance.Settled, utterance.WasOpen ? MimiSeamReason.EndedByServer : MimiSeamReason.Overload);
        }

        Trim();
        Flush();
        TellState();
        StartRunners();
        ServeLine();
        return true;
    }

    /// <summary>Tells what is determined, as far as it is next.</summary>
    private void Flush()
    {
        while (!_isClosed && _utterances.Count > 0)
        {
            Utterance first = _utterances[0];
            MimiContinuousEvent[] held = [.. first.Held];
            first.Held.Clear();
            Tell(() => Array.ForEach(held, told => _events.Publish(told)));
            if (first.IsAborted)
            {
                Conclude(_failure);
            }

            if (_isClosed || !first.IsFinished)
            {
                break;
            }

            _utterances.RemoveAt(0);
        }

        if (!_isClosed && _events.IsTooMuch(_utterances.Sum(static utterance => utterance.Held.Count)))
        {
            Conclude(new MimiResultOverflowException(_sessionOptions.ResultBufferCapacity));
        }

        EndIfDone();
    }

    private void TellState()
    {
        MimiConnectionState state = MimiConnectionState.Idle;
        foreach (Utterance utterance in _utterances)
        {
            MimiConnectionState own = utterance.Phase switch
            {
                UtterancePhase.Delayed => MimiConnectionState.Reconnecting,
                UtterancePhase.Opening => utterance.Budget.Attempts > 0 ? MimiConnectionState.Reconnecting : MimiConnectionState.Connecting,
                UtterancePhase.Open => MimiConnectionState.Connected,
                _ => MimiConnectionState.Idle,
            };
            state = own > state ? own : state;
        }

        if (!_isClosed && _failure is null)
        {
            Tell(() => _events.PublishState(state));
        }
    }

    /// <summary>Tells something; if nobody reads, the session ends.</summary>
    private void Tell(Action tell)
    {
        try
        {
            tell();
        }
        catch (MimiResultOverflowException e)
        {
            Conclude(e);
        }
    }
}
