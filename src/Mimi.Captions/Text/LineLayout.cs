namespace Mimi.Captions.Text;

/// <summary>Parts a text into captions of lines, all at once: of all ways, the one that costs least.</summary>
/// <remarks>
/// A line costs the square of what it leaves empty, so that lines are few and even; a break costs the more the worse its place is, and more between two captions than in one. One pass over the text, in time and
/// memory in proportion to its length.
/// </remarks>
internal sealed class LineLayout(CaptionStyle style, int maxLines)
{
    private const double NeverCost = 1e8;
    private const double InsideWordCost = 1e6;

    /// <summary>For lines of 42 cells; it grows with the square, as the costs of lines do.</summary>
    private static readonly double[] QualityCosts = [0, 15, 40, 70, 110, 200, 320];
    private const double ReferenceCells = 42;
    private const double CaptionCost = 150;
    private const double CaptionBreakFactor = 4;

    /// <summary>For a sentence that ends within a line, where the next could have a line of its own.</summary>
    private const double SentenceInLineCost = 1_500;

    private readonly double _scale = style.MaxLineCells * style.MaxLineCells / (ReferenceCells * ReferenceCells);

    /// <returns>The lines. The blanks at a line's end are still in it.</returns>
    public List<LineSpan> Break(Letter[] letters, BreakQuality[] boundaries)
    {
        // State s * lines + k: the best way to come to letter s with k lines in the caption that is not yet ended.
        var cost = new double[(letters.Length + 1) * maxLines];
        var from = new int[cost.Length];
        Array.Fill(cost, double.PositiveInfinity);
        cost[0] = 0;
        for (int start = 0; start < letters.Length; start++)
        {
            for (int lines = 0; lines < maxLines; lines++)
            {
                int state = (start * maxLines) + lines;
                if (!double.IsPositiveInfinity(cost[state]))
                {
                    Extend(letters, boundaries, state, cost, from);
                }
            }
        }

        return Trace(from, letters.Length);
    }

    private void Extend(Letter[] letters, BreakQuality[] boundaries, int state, double[] cost, int[] from)
    {
        int start = state / maxLines;
        int lines = state % maxLines;
        int cells = 0;
        int trimmed = 0;
        double sentences = 0;
        for (int end = start + 1; end <= letters.Length; end++)
        {
            Letter letter = letters[end - 1];
            cells += letter.Cells;
            trimmed = letter.IsSpace ? trimmed : cells;
            sentences += maxLines > 1 && end - 1 > start && boundaries[end - 1] == BreakQuality.Sentence ? SentenceInLineCost * _scale : 0;
            int hanging = style.HangPunctuation && letter.Base.Value is '。' or '、' or '，' or '．' or '｡' or '､' ? letter.Cells : 0;
            int used = trimmed - hanging;
            if (used > style.MaxLineCells && end > start + 1)
            {
                if (!style.HangPunctuation || trimmed > style.MaxLineCells + 2)
                {
                    return;
                }

                continue;
            }

            double slack = style.MaxLineCells - used;
            double total = cost[state] + (slack * slack) + sentences;
            if (end == letters.Length)
            {
                Offer(cost, from, end * maxLines, total, state);
                continue;
            }

            double place = CostOf(boundaries[end]);
            Offer(cost, from, end * maxLines, total + (CaptionCost * _scale) + (place * (maxLines > 1 ? CaptionBreakFactor : 1)), state);
            if (lines + 1 < maxLines)
            {
                Offer(cost, from, (end * maxLines) + lines + 1, total + place, state);
            }
        }
    }

    private double CostOf(BreakQuality quality) => quality switch
    {
        BreakQuality.Never => NeverCost,
        BreakQuality.InsideWord => InsideWordCost,
        _ => QualityCosts[(int)quality] * _scale,
    };

    private static void Offer(double[] cost, int[] from, int state, double value, int origin)
    {
        if (value < cost[state])
        {
            cost[state] = value;
            from[state] = origin;
        }
    }

    private List<LineSpan> Trace(int[] from, int length)
    {
        var lines = new List<LineSpan>();
        for (int state = length * maxLines; state > 0; state = from[state])
        {
            lines.Add(new(from[state] / maxLines, state / maxLines, state % maxLines == 0));
        }

        lines.Reverse();
        return lines;
    }
}
