using Mimi.Captions.Text;

namespace Mimi.Captions.Timing;

/// <summary>Parts a piece of speech into captions that fit the screen, and tells when each was spoken.</summary>
internal sealed class PieceSplitter(CaptionStyle style)
{
    /// <summary>How much slower than ordinary speech somebody may speak whose end nobody tells.</summary>
    private const double SlowestSpeech = 2;

    private readonly LineLayout _captions = new(style, style.MaxLines);

    public List<SpokenCaption> Split(CaptionPiece piece)
    {
        string text = CaptionText.Clean(piece.Text);
        Letter[] letters = Letter.Of(text, style.AmbiguousIsWide);
        BreakQuality[] boundaries = Boundaries.Of(text, letters, WordPlaces.Starts(text, piece.Words));
        TimeSpan start = piece.Start < TimeSpan.Zero ? TimeSpan.Zero : piece.Start;
        var times = new TimeLine(text, letters, start, EndOf(piece, letters, start), piece.Words);
        var captions = new List<SpokenCaption>();
        var lines = new List<LineSpan>();
        foreach (LineSpan line in _captions.Break(letters, boundaries))
        {
            lines.Add(line);
            if (line.EndsCaption)
            {
                Add(new(text, letters, boundaries, times), lines, captions);
                lines.Clear();
            }
        }

        return captions;
    }

    private static TimeSpan EndOf(CaptionPiece piece, Letter[] letters, TimeSpan start)
    {
        if (piece.End is { } known)
        {
            return known < start ? start : known;
        }

        TimeSpan estimate = TimeLine.Estimate(letters);
        return piece.HeardUntil is { } heard && heard > start ? Min(heard, start + (estimate * SlowestSpeech)) : start + estimate;
    }

    /// <summary>Adds a caption, or, if it was spoken for longer than a caption may stand, its parts.</summary>
    private void Add(Source source, List<LineSpan> lines, List<SpokenCaption> captions)
    {
        int first = lines[0].First;
        int end = lines[^1].End;
        TimeSpan from = source.Times.StartOf(first);
        TimeSpan until = source.Times.EndBefore(end);
        if (until - from > style.MaxDuration && Middle(source, first, end, from + ((until - from) / 2)) is { } middle)
        {
            Add(source, Layout(source, first, middle), captions);
            Add(source, Layout(source, middle, end), captions);
            return;
        }

        string[] texts = [.. lines.Select(line => line.In(source.Text, source.Letters)).Where(static line => line.Length > 0)];
        if (texts.Length > 0)
        {
            string text = new LineSpan(first, end, EndsCaption: true).In(source.Text, source.Letters);
            captions.Add(new(from, until, texts, text, texts.Sum(line => DisplayWidth.Of(line, style.AmbiguousIsWide))));
        }
    }

    /// <summary>Finds the best place near the middle of the time, or none if there is but one word.</summary>
    private static int? Middle(Source source, int first, int end, TimeSpan middle)
    {
        double length = Math.Max((source.Times.EndBefore(end) - source.Times.StartOf(first)).TotalSeconds, double.Epsilon);
        int? best = null;
        double least = double.PositiveInfinity;
        for (int i = first + 1; i < end; i++)
        {
            if (source.Boundaries[i] < BreakQuality.InsideWord)
            {
                double distance = Math.Abs((source.Times.StartOf(i) - middle).TotalSeconds) / length;
                double cost = distance + ((int)source.Boundaries[i] * 0.05);
                (best, least) = cost < least ? (i, cost) : (best, least);
            }
        }

        return best;
    }

    private List<LineSpan> Layout(Source source, int first, int end) =>
        [.. _captions.Break(source.Letters[first..end], source.Boundaries[first..end]).Select(line => new LineSpan(line.First + first, line.End + first, line.EndsCaption))];

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record Source(string Text, Letter[] Letters, BreakQuality[] Boundaries, TimeLine Times);
}
