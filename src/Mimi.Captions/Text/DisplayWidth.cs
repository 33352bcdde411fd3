using System.Globalization;
using System.Text;

namespace Mimi.Captions.Text;

/// <summary>How many cells a text takes: two for a full-width letter, one for a half-width one, none for an accent on the letter before.</summary>
public static class DisplayWidth
{
    private const int EmojiPresentation = 0xFE0F;

    /// <summary>Tells the cells of a text.</summary>
    /// <param name="text">The text, without line breaks.</param>
    /// <param name="ambiguousIsWide">Whether letters of ambiguous width take two cells, as in Japanese fonts.</param>
    /// <returns>0 or more.</returns>
    public static int Of(string text, bool ambiguousIsWide = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        int cells = 0;
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = StringInfo.GetNextTextElementLength(text, start);
            cells += OfLetter(text.AsSpan(start, length), ambiguousIsWide);
        }

        return cells;
    }

    /// <summary>Tells the cells of one letter with its accents, or of one emoji, however many are joined in it: at most two.</summary>
    internal static int OfLetter(ReadOnlySpan<char> letter, bool ambiguousIsWide)
    {
        int cells = 0;
        foreach (Rune rune in letter.EnumerateRunes())
        {
            cells = Math.Max(cells, rune.Value == EmojiPresentation ? 2 : OfRune(rune, ambiguousIsWide));
        }

        return cells;
    }

    private static int OfRune(Rune rune, bool ambiguousIsWide)
    {
        if (rune.Value < 0xA0)
        {
            return Rune.IsControl(rune) ? 0 : 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return rune.Value == 0xAD ? 1 : 0;
        }

        return WidthTables.IsWide(rune.Value) || (ambiguousIsWide && WidthTables.IsAmbiguous(rune.Value)) ? 2 : 1;
    }
}
