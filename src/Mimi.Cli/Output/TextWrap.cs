using System.Globalization;
using System.Text;
using Mimi.Captions.Text;

namespace Mimi.Cli.Output;

/// <summary>Breaks text into lines for a terminal: as it grows, no word of an earlier line moves, which a <see cref="LineBreaker"/> that balances its lines cannot promise.</summary>
internal static class TextWrap
{
    /// <summary>Breaks between words where there are blanks, and between letters where there are none, as in Japanese.</summary>
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
                string rest = letter == " " ? string.Empty : CutAtBlank(line);
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

    /// <summary>Cuts the word that has begun off the end of a full line, unless the line has no other.</summary>
    private static string CutAtBlank(StringBuilder line)
    {
        string full = line.ToString();
        int blank = full.LastIndexOf(' ');
        string word = full[(blank + 1)..];
        if (blank <= 0 || DisplayWidth.Of(word) > word.Length)
        {
            return string.Empty; // No blank, or full-width letters, which may be parted anywhere.
        }

        line.Length = blank;
        return word;
    }
}
