using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;

namespace Mimi.Captions.Results;

/// <summary>Turns the results of a session, of whatever recognition service, into pieces for captions.</summary>
/// <remarks>
/// mimi ASR is one segment whose hypotheses and final text are the whole utterance; mimi ASR powered by NICT is a segment for each determined result, with the hypotheses before it; version 1 and Google have no times, so that
/// a segment begins where the one before it ended. An instance is for one session and one thread at a time.
/// </remarks>
public sealed class RecognizedPieces
{
    private readonly Func<TimeSpan>? _heard;
    private long _segmentId;
    private TimeSpan _end;

    /// <summary>Begins with a session.</summary>
    /// <param name="heard">Tells how much of the audio was sent when a result comes, for services that do not tell when speech ends. <see langword="null"/> estimates it from the text.</param>
    public RecognizedPieces(Func<TimeSpan>? heard = null) => _heard = heard;

    /// <summary>Takes the next result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The piece that it is.</returns>
    public CaptionPiece Add(MimiTextResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        bool isFinal = result.Kind != MimiResultKind.Temporary;
        CaptionPiece piece = result switch
        {
            MimiAsrResult { Segments: [var first, ..] segments } => Piece(first.Start, segments[^1].End) with { Words = [.. segments.Select(static word => new CaptionWord(word.Text, word.Start, word.End))] },
            NictAsrV2Result { Segments: [var first, ..] segments } => Piece(first.Start, null) with { Words = [.. segments.SelectMany(static segment => segment.Words).Select(static word => new CaptionWord(word))] },
            NictAsrV1Result { Words: { Count: > 0 } words } => Piece(_end, null) with { Words = [.. words.Select(static word => new CaptionWord(word.Text))] },
            _ => Piece(_end, null),
        };

        if (isFinal)
        {
            _segmentId++;
            _end = piece.End ?? piece.HeardUntil ?? _end;
        }

        return piece;

        CaptionPiece Piece(TimeSpan start, TimeSpan? end) => new(_segmentId, isFinal, result.Text, start, end) { HeardUntil = _heard?.Invoke() };
    }
}
