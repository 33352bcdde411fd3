using Mimi.Speech;

namespace Mimi.Server.Recognition.Replies;

/// <summary>What was recognized so far: segments that are final, those of them already delivered, and those still open.</summary>
internal sealed class Transcript
{
    private readonly List<SpeechSegment> _finals = [];
    private readonly SortedList<int, SpeechSegment> _open = [];
    private int _delivered;
    private int _lastFinal = -1;

    /// <summary>Gets the final segments, in the order of their time.</summary>
    public IReadOnlyList<SpeechSegment> Finals => _finals;

    /// <summary>Gets everything heard so far, as it reads at this moment.</summary>
    public IEnumerable<SpeechSegment> Hypothesis => _finals.Concat(_open.Values);

    /// <summary>Gets the final segments that were not delivered yet.</summary>
    public IEnumerable<SpeechSegment> Undelivered => _finals.Skip(_delivered);

    /// <summary>Gets what was not delivered yet, as it reads at this moment.</summary>
    public IEnumerable<SpeechSegment> UndeliveredHypothesis => Hypothesis.Skip(_delivered);

    /// <summary>Gets where the delivered part ends.</summary>
    public TimeSpan DeliveredEnd => _delivered == 0 ? TimeSpan.Zero : _finals[_delivered - 1].End;

    public void Apply(SpeechSegment segment)
    {
        if (segment.Index <= _lastFinal)
        {
            return; // Too late: it is final.
        }

        _open.Remove(segment.Index);
        _lastFinal = segment.IsFinal ? segment.Index : _lastFinal;
        string text = segment.Text.Trim();
        if (text.Length == 0)
        {
            return; // It turned out to be nothing.
        }

        if (segment.IsFinal)
        {
            _finals.Add(segment with { Text = text });
        }
        else
        {
            _open.Add(segment.Index, segment with { Text = text });
        }
    }

    public void MarkDelivered() => _delivered = _finals.Count;
}
