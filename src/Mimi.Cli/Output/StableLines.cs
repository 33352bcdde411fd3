using System.Text;
using Mimi.Captions.Stability;

namespace Mimi.Cli.Output;

/// <summary>Texts as lines of a terminal: what stays is bold, what may change is pale.</summary>
internal static class StableLines
{
    private const string Bold = "\u001b[1m";
    private const string Pale = "\u001b[2m";
    private const string Plain = "\u001b[0m";

    /// <param name="texts">The texts, in order.</param>
    /// <param name="width">The cells of a line.</param>
    public static List<string> Of(IEnumerable<StableText> texts, int width)
    {
        List<string> lines = [];
        foreach (StableText text in texts)
        {
            int stays = text.Committed.Count(static letter => letter != ' '); // Wrapping drops blanks, and nothing else.
            foreach (string line in TextWrap.Lines(Printable.Line(text.Text), width))
            {
                lines.Add(Style(line, ref stays));
            }
        }

        return lines;
    }

    private static string Style(string line, ref int stays)
    {
        var styled = new StringBuilder(stays > 0 ? Bold : Pale);
        foreach (char letter in line)
        {
            if (letter != ' ' && stays-- == 0)
            {
                styled.Append(Plain).Append(Pale);
            }

            styled.Append(letter);
        }

        return styled.Append(Plain).ToString();
    }
}
