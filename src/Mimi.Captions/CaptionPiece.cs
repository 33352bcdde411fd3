namespace Mimi.Captions;

/// <summary>A piece of recognized speech: a hypothesis of a segment, or its final text.</summary>
/// <param name="SegmentId">Which segment of the speech this is about. All hypotheses of a segment and its final text carry the same number; later segments carry greater ones.</param>
/// <param name="IsFinal">Whether the text will not change any more.</param>
/// <param name="Text">The whole text of the segment, as far as it is known.</param>
/// <param name="Start">Where the segment begins, from the start of the audio.</param>
/// <param name="End">Where it ends, or <see langword="null"/> if that is not known: then it is estimated from the text.</param>
public sealed record CaptionPiece(long SegmentId, bool IsFinal, string Text, TimeSpan Start, TimeSpan? End = null)
{
    /// <summary>Gets the words of the text, in order, if they are known. They say where Japanese may be parted, and with times when each word was spoken.</summary>
    public IReadOnlyList<CaptionWord> Words { get; init; } = [];

    /// <summary>Gets how much of the audio was there when this was recognized: where <see cref="End"/> is not known, the segment ends here at the latest.</summary>
    /// <value><see langword="null"/>, the default, if that is not known either.</value>
    public TimeSpan? HeardUntil { get; init; }

    /// <summary>Tells what the piece is about and how long its text is, and not the text: what was said does not belong into a log.</summary>
    /// <returns>A line for a debugger.</returns>
    public override string ToString() => $"{nameof(CaptionPiece)} {{ {SegmentId}, {(IsFinal ? "final" : "temporary")}, {Text.Length} characters }}";
}
