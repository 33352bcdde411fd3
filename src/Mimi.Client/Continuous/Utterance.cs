using Mimi.Client.Sessions;

namespace Mimi.Client.Continuous;

/// <summary>A stretch of the audio that is given to one connection at a time. Its fields are guarded by the lock of the session.</summary>
internal sealed class Utterance(long start, ReconnectBudget budget)
{
    private long _droppedStart = -1;
    private long _droppedEnd;

    public ReconnectBudget Budget { get; } = budget;

    /// <summary>Gets or sets where it ends, once that is decided.</summary>
    public long? End { get; set; }

    /// <summary>Gets or sets where the audio of the connection begins.</summary>
    public long Base { get; set; } = start;

    /// <summary>Gets or sets up to where the connection was given it.</summary>
    public long Sent { get; set; } = start;

    /// <summary>Gets or sets up to where it has determined texts, or is lost.</summary>
    public long Settled { get; set; } = start;

    public UtterancePhase Phase { get; set; }

    /// <summary>Gets or sets a value indicating whether the end marker was sent.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Gets a value indicating whether it is the first of all.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Gets a value indicating whether it is on its way for the first time, and not all of it has been given to the connection.</summary>
    public bool IsBeingSent => Phase is UtterancePhase.Opening or UtterancePhase.Open && !IsStopped && Budget.Attempts == 0;

    /// <summary>Gets or sets a value indicating whether it was connected before.</summary>
    public bool WasOpen { get; set; }

    /// <summary>Gets or sets a value indicating whether it failed, and the session with it.</summary>
    public bool IsAborted { get; set; }

    /// <summary>Gets or sets why the next connection takes over.</summary>
    public MimiSeamReason Succession { get; set; } = MimiSeamReason.Reconnect;

    /// <summary>Gets or sets what is being received from and sent to, while results count.</summary>
    public UtteranceConnection? Connection { get; set; }

    /// <summary>Gets what waits for the utterances before it to end.</summary>
    public List<MimiContinuousEvent> Held { get; } = [];

    /// <summary>Gets or sets the segment that has no determined text yet; 0 if there is none.</summary>
    public long Segment { get; set; }

    /// <summary>Gets or sets the temporary text that stands.</summary>
    public long? Standing { get; set; }

    /// <summary>Gets what wakes its sender.</summary>
    public Signal Feed { get; } = new();

    public bool FeedWaits { get; set; }

    /// <summary>Ends the sender's wait, if it waits. Whoever ends it wakes it.</summary>
    public bool TryEndFeedWait()
    {
        bool waited = FeedWaits;
        FeedWaits = false;
        return waited;
    }

    public bool IsFinished => Phase == UtterancePhase.Finished;

    public bool IsOpen => Phase == UtterancePhase.Open;

    /// <summary>Gets where audio begins of which it is not known that the connection has got it.</summary>
    public long Unsent => IsOpen ? Sent : Settled;

    /// <summary>Remembers audio that is dropped in front of the rest. It is told in one event, however many chunks it is.</summary>
    public void AddDropped(long start, long count)
    {
        _droppedStart = _droppedStart < 0 ? start : _droppedStart;
        _droppedEnd = start + count;
    }

    public void FlushDropped(SampleClock clock)
    {
        if (_droppedStart >= 0)
        {
            Held.Add(Gaps.Create(clock, _droppedStart, _droppedEnd, MimiGapReason.Overload));
            _droppedStart = -1;
        }
    }
}
