using System.Text;

namespace Mimi.Cli.Output;

/// <summary>Makes text from elsewhere fit to be printed: nothing in it can move the cursor or break the line.</summary>
internal static class Printable
{
    /// <summary>Makes every run of white space and control characters one blank, and takes those at the ends away.</summary>
    public static string Line(string text) => Clean(text).Trim();

    /// <summary>Makes every run of white space and control characters one blank; one at an end stays, for it separates this text from the next.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Breaks(rune))
            {
                if (clean.Length == 0 || clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>Controls do, and so do the marks that turn the direction of the text around; the ideographic space is a letter like any other.</summary>
    private static bool Breaks(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is ' ' or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
