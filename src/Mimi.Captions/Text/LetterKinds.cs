using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mimi.Captions.Text;

/// <summary>Tells what a letter is to the one who breaks lines.</summary>
/// <remarks>
/// The sets are the character classes cl-01 to cl-13 of "Requirements for Japanese Text Layout" (https://www.w3.org/TR/jlreq/, appendix A), which rests on JIS X 4051, in the strict form that keeps small kana and the
/// prolonged sound mark off the beginning of a line.
/// </remarks>
internal static class LetterKinds
{
    /// <summary>Opening brackets (cl-01), and what stands before a number (cl-12).</summary>
    private static readonly SearchValues<char> NeverLast = SearchValues.Create("([{｢‘“«‹（〔［｛〈《「『【⦅〘〖〝｟¿¡$¥£€₩№＃#￥＄￡￦");

    /// <summary>
    /// Closing brackets, hyphens, dividing marks, middle dots, full stops, commas, leaders, iteration and prolonged sound marks, small kana (cl-02 to cl-11), and what stands after a number (cl-13).
    /// </summary>
    private static readonly SearchValues<char> NeverFirst = SearchValues.Create(
        ")]}｣’”»›）〕］｝〉》」』】⦆〙〗〟｠" +
        "‐‑–〜～゠!?！？‼⁇⁈⁉・：；:;･,.、。，．､｡…‥—―" +
        "ヽヾゝゞ々〻ーｰぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ゛゜ﾞﾟ" +
        "%％‰°℃℉′″¢￠");

    public static LetterKind Of(Rune rune)
    {
        if (rune.IsBmp)
        {
            char character = (char)rune.Value;
            switch (character)
            {
                case ' ' or '\u3000' or '\u200B':
                    return LetterKind.Space;
                case '\u00A0' or '\u2007' or '\u202F' or '\u2060' or '\u200D':
                    return LetterKind.Glue;
                case '"' or '\'':
                    return LetterKind.Quote;
                case '-':
                    return LetterKind.Hyphen;
            }

            if (NeverLast.Contains(character))
            {
                return LetterKind.Opening;
            }

            if (NeverFirst.Contains(character))
            {
                return LetterKind.Closing;
            }
        }

        return rune.Value switch
        {
            >= 0x3041 and <= 0x309F => LetterKind.Hiragana,
            (>= 0x30A0 and <= 0x30FF) or (>= 0xFF66 and <= 0xFF9F) => LetterKind.Katakana,
            0x3005 or 0x3007 or (>= 0x2E80 and <= 0x2FDF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFD) => LetterKind.Han,
            _ => Rest(rune),
        };
    }

    private static LetterKind Rest(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            return LetterKind.Digit; // Full-width ones too: a number is not parted.
        }

        bool standsForItself = !Rune.IsLetter(rune) && (WidthTables.IsWide(rune.Value) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol);
        return standsForItself ? LetterKind.Symbol : LetterKind.Alphabetic; // Hangul is parted by blanks, as Latin is.
    }
}
