using System.Text;

namespace Mimi.Captions.Text;

/// <summary>Makes recognized text fit for a caption file: one line, without anything that is not text.</summary>
internal static class CaptionText
{
    private const int ByteOrderMark = 0xFEFF;

    /// <summary>Makes every run of white space and control characters one blank, and takes those at the ends away. Halves of surrogate pairs become U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsBlank(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (!IsLost(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim(' ', '\u3000');
    }

    /// <summary>The ideographic space and the no-break spaces are letters like any other.</summary>
    private static bool IsBlank(Rune rune) => Rune.IsControl(rune) || rune.Value is ' ' or 0x2028 or 0x2029 or 0x1680 or 0x205F or (>= 0x2000 and <= 0x200A and not 0x2007);

    /// <summary>Marks that turn the direction of the text around, whose end may be lost with a line break, and the byte order mark.</summary>
    private static bool IsLost(Rune rune) => rune.Value is ByteOrderMark or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
