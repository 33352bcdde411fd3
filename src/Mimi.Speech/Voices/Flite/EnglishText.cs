using System.Text;

namespace Mimi.Speech.Voices.Flite;

/// <summary>Puts text into what flite takes: printable ASCII, which is what its rules are written for.</summary>
internal static class EnglishText
{
    private const int PieceLimit = 300; // About 20 s of speech. A piece can be neither interrupted nor overtaken.

    private const int ToNarrow = '！' - '!';

    public static IEnumerable<string> Pieces(string text) =>
        TextPieces.Split(Speakable(text), PieceLimit).Where(static piece => piece.Any(char.IsAsciiLetterOrDigit));

    public static string Speakable(string text)
    {
        var speakable = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            speakable.Append(character switch
            {
                '\r' or '\n' or '\u2028' or '\u2029' => "\n",
                >= ' ' and < '\u007F' => character.ToString(),
                >= '！' and <= '～' => ((char)(character - ToNarrow)).ToString(),
                _ => Spelled(character),
            });
        }

        return speakable.ToString();
    }

    /// <summary>Writes a letter with an accent, or a printer's mark, in ASCII. A table, because an application may run without Unicode's own (invariant globalization).</summary>
    private static string Spelled(char character) => character switch
    {
        >= 'À' and <= 'Å' => "A",
        >= 'à' and <= 'å' => "a",
        'Æ' => "AE",
        'æ' => "ae",
        'Ç' => "C",
        'ç' => "c",
        >= 'È' and <= 'Ë' => "E",
        >= 'è' and <= 'ë' => "e",
        >= 'Ì' and <= 'Ï' => "I",
        >= 'ì' and <= 'ï' => "i",
        'Ñ' => "N",
        'ñ' => "n",
        (>= 'Ò' and <= 'Ö') or 'Ø' => "O",
        (>= 'ò' and <= 'ö') or 'ø' => "o",
        >= 'Ù' and <= 'Ü' => "U",
        >= 'ù' and <= 'ü' => "u",
        'ß' => "ss",
        'Œ' => "OE",
        'œ' => "oe",
        '‘' or '’' => "'",
        '“' or '”' => "\"",
        '–' or '—' or '…' or '、' or '，' => ", ",
        '。' => ". ",
        '€' => " euros ",
        '£' => " pounds ",
        '¥' => " yen ",
        '°' => " degrees ",
        '\t' or '\u00A0' or '　' => " ",
        _ => "", // Emoji, and letters that have no sound in English.
    };
}
