using System.Globalization;
using System.Text;
using Mimi.Captions.Text;

namespace Mimi.Cli.Output;

/// <summary>Breaks text into lines for a terminal: as it grows, earlier lines stay as they are but for a letter that a full stop pulls along, which a <see cref="LineBreaker"/> that balances its lines cannot promise.</summary>
internal static class TextWrap
{
    /// <summary>Breaks between words where there are blanks, and between letters where there are none, as in Japanese; punctuation begins no line.</summary>
    /// <param name="text">Text without line breaks.</param>
    /// <param name="width">The cells of a line, at least 2.</param>
    public static List<string> Lines(string text, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        var lines = new List<string>();
        var line = new StringBuilder();
        int cells = 0;
        for (TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
        {
            string letter = letters.GetTextElement();
            int wide = DisplayWidth.Of(letter);
            if (cells + wide > width)
            {
                string rest = LineEnd.CutBefore(line, letter);
                lines.Add(line.ToString().TrimEnd(' '));
                line.Clear().Append(rest);
                cells = DisplayWidth.Of(rest);
            }

            if (line.Length == 0 && letter == " ")
            {
                continue; // The blank at which the line was broken.
            }

            line.Append(letter);
            cells += wide;
        }

        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>Cuts the end off a text that is too long, and puts an ellipsis there.</summary>
    /// <param name="text">Text without line breaks.</param>
    /// <param name="width">The cells that it may take.</param>
    public static string Shorten(string text, int width)
    {
        if (DisplayWidth.Of(text) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        int cells = 0;
        for (TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext() && (cells += DisplayWidth.Of(letters.GetTextElement())) < width;)
        {
            kept.Append(letters.GetTextElement());
        }

        return kept.Append('…').ToString();
    }
}
