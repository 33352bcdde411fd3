using Mimi.Client.Continuous;

namespace Mimi.Client.NictAsr;

/// <summary>Understands version 2, which tells where a piece begins and not where it ends: that is known when the next one begins.</summary>
/// <remarks>
/// A determined piece counts as temporary until then: if the connection breaks in between, its audio is recognized again, and no text comes twice. A piece that does not begin
/// behind the one before joins it, so that a server without times gets all of its text into the final piece.
/// </remarks>
/// <param name="separator">What stands between two pieces of text.</param>
internal sealed class NictAsrV2ResultMapper(string separator) : ResultMapper<NictAsrV2Result>
{
    private NictAsrV2Segment? _waiting; // Determined; its end is not known yet.
    private NictAsrV2Segment? _last;

    public override void Map(NictAsrV2Result result, List<ResultPiece> pieces)
    {
        if (result.IsFinal)
        {
            End(result, pieces);
            return;
        }

        string? hypothesis = null;
        foreach (NictAsrV2Segment segment in result.Segments)
        {
            if (IsRepeated(segment))
            {
                continue; // A determined piece that came before.
            }

            Release(segment.Start, result, pieces);
            if (segment.IsDetermined)
            {
                _last = segment;
                _waiting = _waiting is null ? segment : segment with { Text = Join(_waiting.Text, segment.Text), Start = _waiting.Start };
            }
            else
            {
                hypothesis = Join(hypothesis ?? "", segment.Text);
            }
        }

        TimeSpan? start = _waiting?.Start ?? (result.Segments.Count > 0 ? result.Segments[0].Start : null);
        pieces.Add(new(result.Kind == MimiResultKind.Partial ? MimiResultKind.Temporary : result.Kind, Join(_waiting?.Text ?? "", hypothesis ?? ""), start, null, result));
    }

    private void End(NictAsrV2Result result, List<ResultPiece> pieces)
    {
        NictAsrV2Segment[] segments = [.. result.Segments.Where(segment => !IsRepeated(segment))];
        if (segments.Length > 0)
        {
            Release(segments[0].Start, result, pieces);
        }

        string text = string.Join(separator, segments.Select(static segment => segment.Text).Where(static part => part.Length > 0));
        TimeSpan? start = _waiting?.Start ?? (segments.Length > 0 ? segments[0].Start : null);
        pieces.Add(new(MimiResultKind.Final, Join(_waiting?.Text ?? "", text), start, null, result));
        _waiting = null;
    }

    /// <summary>Gives the determined piece that waits, if a following one begins behind its beginning: that is its end.</summary>
    private void Release(TimeSpan next, NictAsrV2Result result, List<ResultPiece> pieces)
    {
        if (_waiting is { } waiting && next > waiting.Start)
        {
            pieces.Add(new(MimiResultKind.Partial, waiting.Text, waiting.Start, next, result));
            _waiting = null;
        }
    }

    private bool IsRepeated(NictAsrV2Segment segment) =>
        segment.IsDetermined && _last is { } last && segment.Start == last.Start && segment.Text == last.Text && segment.Text.Length > 0;

    private string Join(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : first + separator + second;
}
