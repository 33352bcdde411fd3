using System.Globalization;
using System.Text;

namespace Mimi.Speech.Voices.OpenJTalk;

/// <summary>Puts text into what Open JTalk takes.</summary>
internal static class JapaneseText
{
    /// <summary>The longest piece, in UTF-16 units.</summary>
    /// <remarks>Open JTalk 1.11 reads a line into 1,024 bytes and forgets the rest. 150 units have at most 450 bytes, and a line of that length still sounds as one.</remarks>
    private const int PieceLimit = 150;

    private const int ToWide = '！' - '!';
    private const int FirstEmoji = 0x1F000; // To the end of the plane there are emoji, cards and pictures, and no letters.
    private const int FirstIdeograph = 0x20000;
    private const int KeycapMark = 0x20E3;
    private const int ReplacementCharacter = 0xFFFD;

    public static IEnumerable<string> Pieces(string text) => TextPieces.Split(Speakable(text), PieceLimit);

    /// <summary>Leaves out what nobody pronounces and makes ASCII wide.</summary>
    /// <remarks>Open JTalk makes it wide itself, in place, and overruns its buffer when a line has more than 341 ASCII characters: so it gets none.</remarks>
    public static string Speakable(string text)
    {
        var speakable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n')
            {
                speakable.Append('\n');
            }
            else if (rune.Value is ' ' or '\t')
            {
                speakable.Append('　');
            }
            else if (IsPronounced(rune))
            {
                speakable.Append(rune.Value is > ' ' and < 0x7F ? new Rune(rune.Value + ToWide) : rune);
            }
        }

        return speakable.ToString();
    }

    private static bool IsPronounced(Rune rune) => rune.Value switch
    {
        '\u3099' or '\u309A' => true, // The voicing marks of kana that are written in two characters.
        KeycapMark or ReplacementCharacter or (>= FirstEmoji and < FirstIdeograph) => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark),
    };
}
