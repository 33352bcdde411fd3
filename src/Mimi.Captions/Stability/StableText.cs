namespace Mimi.Captions.Stability;

/// <summary>What to show of a segment of speech.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Committed">What viewers may read: it stays as it is until the segment is final.</param>
/// <param name="Tail">What follows as the recognizer sees it now. It may change with every hypothesis: show it paler, or not at all.</param>
/// <param name="IsFinal">Whether <paramref name="Committed"/> is the final text.</param>
public sealed record StableText(long SegmentId, string Committed, string Tail, bool IsFinal)
{
    /// <summary>Gets everything that is known: <see cref="Committed"/> and <see cref="Tail"/>.</summary>
    public string Text => Committed + Tail;

    /// <summary>Tells the lengths of the texts, and not the texts: what was said does not belong into a log.</summary>
    /// <returns>A line for a debugger.</returns>
    public override string ToString() => $"{nameof(StableText)} {{ {SegmentId}, {Committed.Length} + {Tail.Length} characters{(IsFinal ? ", final" : "")} }}";
}
