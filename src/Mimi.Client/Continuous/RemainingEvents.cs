namespace Mimi.Client.Continuous;

/// <summary>What is left to be told when a session ends with utterances that are not settled: what is determined in them, and one gap for each stretch that is not.</summary>
internal sealed class RemainingEvents(SampleClock clock)
{
    private readonly List<MimiContinuousEvent> _events = [];
    private long _gapStart = -1;
    private long _gapEnd;

    public void Add(Utterance utterance, long end)
    {
        bool hasText = utterance.Held.Exists(static told => told is MimiTranscript);
        foreach (MimiContinuousEvent told in utterance.Held)
        {
            if (hasText || told is MimiGapEvent)
            {
                EndGap();
                _events.Add(told);
            }
        }

        if (utterance.Settled < end)
        {
            _gapStart = _gapStart < 0 ? utterance.Settled : _gapStart;
            _gapEnd = end;
        }
    }

    public List<MimiContinuousEvent> Complete()
    {
        EndGap();
        return _events;
    }

    private void EndGap()
    {
        if (_gapStart >= 0)
        {
            _events.Add(Gaps.Create(clock, _gapStart, _gapEnd, MimiGapReason.SessionEnded));
            _gapStart = -1;
        }
    }
}
