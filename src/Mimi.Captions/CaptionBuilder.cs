using Mimi.Captions.Text;
using Mimi.Captions.Timing;

namespace Mimi.Captions;

/// <summary>Makes captions from the final pieces of a stream of speech, as they come.</summary>
/// <remarks>
/// Long pieces become several captions, parted where sentences, clauses or phrases end, with the times of their words, or else with times in proportion to what is said. Captions never overlap, and what was returned once
/// never changes. Memory does not grow with the stream. An instance is for one stream and one thread at a time.
/// </remarks>
public sealed class CaptionBuilder
{
    private readonly PieceSplitter _splitter;
    private readonly CaptionClock _clock;
    private readonly bool _holdsLast;
    private CaptionPiece? _held;

    /// <summary>Makes a builder.</summary>
    /// <param name="style">How captions look and how long they stand.</param>
    /// <param name="holdLast">
    /// <see langword="false"/>, for live captions, to have each piece's captions at once: the last one then stays for at most <see cref="CaptionStyle.MaxLinger"/> after its words, for nobody knows when the speaker goes on.
    /// <see langword="true"/>, for recordings, to wait for the next piece or <see cref="Complete"/> with a piece's captions: they may then stay until it, and a piece without an end of its own ends there at the latest.
    /// </param>
    public CaptionBuilder(CaptionStyle style, bool holdLast = false)
    {
        ArgumentNullException.ThrowIfNull(style);
        _splitter = new(style);
        _clock = new(style);
        _holdsLast = holdLast;
    }

    /// <summary>Adds a piece of the speech. One that is not final, or has no text, gives nothing.</summary>
    /// <param name="piece">The piece. It may begin before the last one ended: its captions wait until that one's have gone.</param>
    /// <returns>The captions that are determined by it, in order.</returns>
    public IReadOnlyList<Caption> Add(CaptionPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (!piece.IsFinal || CaptionText.Clean(piece.Text).Length == 0)
        {
            return [];
        }

        if (!_holdsLast)
        {
            return Place(_splitter.Split(piece), next: null);
        }

        CaptionPiece? held = _held;
        _held = piece;
        return held is null ? [] : Place(_splitter.Split(held.End is null && !(held.HeardUntil < piece.Start) ? held with { HeardUntil = piece.Start } : held), next: piece.Start);
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>The captions that were held, in order.</returns>
    public IReadOnlyList<Caption> Complete()
    {
        if (_held is not { } held)
        {
            return [];
        }

        _held = null;
        return Place(_splitter.Split(held), next: null);
    }

    private Caption[] Place(List<SpokenCaption> spoken, TimeSpan? next)
    {
        var captions = new Caption[spoken.Count];
        for (int i = 0; i < captions.Length; i++)
        {
            captions[i] = _clock.Place(spoken[i], i + 1 < captions.Length ? spoken[i + 1].Start : next);
        }

        return captions;
    }
}
