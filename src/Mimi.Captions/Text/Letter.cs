using System.Globalization;
using System.Text;

namespace Mimi.Captions.Text;

/// <summary>What a reader calls a letter: with its accents, and joined emoji as one.</summary>
/// <param name="Offset">Where it is in the text, in UTF-16 units.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Base">Its first code point.</param>
/// <param name="Cells">How wide it is.</param>
/// <param name="Kind">What it is to the one who breaks lines.</param>
internal readonly record struct Letter(int Offset, int Length, Rune Base, int Cells, LetterKind Kind)
{
    public int End => Offset + Length;

    public bool IsSpace => Kind == LetterKind.Space;

    /// <summary>Gets whether a line may be broken beside it without a blank.</summary>
    public bool IsCjk => Kind is LetterKind.Han or LetterKind.Hiragana or LetterKind.Katakana or LetterKind.Symbol || (Kind is LetterKind.Opening or LetterKind.Closing && Base.Value >= 0x2E80);

    public static Letter[] Of(string text, bool ambiguousIsWide)
    {
        var letters = new List<Letter>(text.Length);
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = StringInfo.GetNextTextElementLength(text, start);
            ReadOnlySpan<char> letter = text.AsSpan(start, length);
            Rune.DecodeFromUtf16(letter, out Rune first, out _);
            letters.Add(new(start, length, first, DisplayWidth.OfLetter(letter, ambiguousIsWide), KindOf(first, length)));
        }

        return [.. letters];
    }

    /// <summary>A blank with an accent is shown, and so no blank.</summary>
    private static LetterKind KindOf(Rune first, int length) => LetterKinds.Of(first) is var kind && kind == LetterKind.Space && length > 1 ? LetterKind.Alphabetic : kind;
}
