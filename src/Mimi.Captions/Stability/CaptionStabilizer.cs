using Mimi.Captions.Text;

namespace Mimi.Captions.Stability;

/// <summary>Shows speech while it is being recognized, without rewriting what viewers have read already.</summary>
/// <remarks>
/// Words on which hypotheses in a row agree are committed and then stay, whatever later hypotheses say; only the final text may change them, for it always wins. What is committed is whole words, in Japanese whole phrases, and
/// never a part of a letter. Memory is that of one segment. An instance is for one stream and one thread at a time.
/// </remarks>
public sealed class CaptionStabilizer
{
    private readonly CaptionStabilizerOptions _options;
    private SegmentHypotheses? _segment;
    private long? _lastFinalId;

    /// <summary>Makes a stabilizer.</summary>
    /// <param name="options">When it commits itself, or <see langword="null"/> for the defaults.</param>
    public CaptionStabilizer(CaptionStabilizerOptions? options = null) => _options = options ?? new();

    /// <summary>Adds a hypothesis or a final text.</summary>
    /// <param name="piece">The piece. With one of a new segment, the hypotheses of an older one are forgotten; its final text may still come.</param>
    /// <returns>What to show of the segment now, or <see langword="null"/> if the piece came too late: a hypothesis of a segment that is final or older than the newest, or a second final text.</returns>
    public StableText? Add(CaptionPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        string text = CaptionText.Clean(piece.Text);
        return piece.IsFinal ? Finish(piece.SegmentId, text) : Continue(piece, text);
    }

    /// <summary>Commits what has been waiting for <see cref="CaptionStabilizerOptions.MaxDelay"/>. Call it now and then, if hypotheses come seldom.</summary>
    /// <returns>What to show now, or <see langword="null"/> if nothing has changed.</returns>
    public StableText? Advance() => _segment?.CommitAged() == true ? _segment.View : null;

    private StableText? Finish(long id, string text)
    {
        if (id <= _lastFinalId)
        {
            return null;
        }

        _lastFinalId = id;
        if (_segment?.Id <= id)
        {
            _segment = null;
        }

        return new(id, text, "", IsFinal: true);
    }

    private StableText? Continue(CaptionPiece piece, string text)
    {
        if (piece.SegmentId <= _lastFinalId || piece.SegmentId < _segment?.Id)
        {
            return null;
        }

        if (_segment?.Id != piece.SegmentId)
        {
            _segment = new(piece.SegmentId, _options);
        }

        _segment.Add(HypothesisWord.Of(text, piece.Words));
        return _segment.View;
    }
}
