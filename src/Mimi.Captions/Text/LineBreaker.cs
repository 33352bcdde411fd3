namespace Mimi.Captions.Text;

/// <summary>Breaks text into lines by the rules of its language.</summary>
public static class LineBreaker
{
    /// <summary>Breaks a text into few lines of about the same width.</summary>
    /// <remarks>
    /// Japanese by the rules of kinsoku (https://www.w3.org/TR/jlreq/, section 3.1.7 and 3.1.8): no closing bracket, punctuation, small kana or prolonged sound mark begins a line and no opening bracket ends one. Among the
    /// places that are left, ends of sentences, clauses and phrases go before others. Words of other scripts, numbers and addresses are parted only if they are wider than a line, and a letter never from its accents.
    /// </remarks>
    /// <param name="text">The text. Line breaks and control characters in it count as blanks.</param>
    /// <param name="style">How wide a line may be; <see cref="CaptionStyle.MaxLines"/> does not count here.</param>
    /// <returns>The lines, without blanks at their ends. None, if the text has nothing else.</returns>
    public static IReadOnlyList<string> Break(string text, CaptionStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(style);
        string clean = CaptionText.Clean(text);
        Letter[] letters = Letter.Of(clean, style.AmbiguousIsWide);
        return [.. new LineLayout(style, maxLines: 1).Break(letters, Boundaries.Of(clean, letters)).Select(line => line.In(clean, letters)).Where(static line => line.Length > 0)];
    }
}
