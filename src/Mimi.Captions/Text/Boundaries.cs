namespace Mimi.Captions.Text;

/// <summary>Tells for each place between two letters of a text how good it is to part the text there.</summary>
internal static class Boundaries
{
    /// <param name="text">The text.</param>
    /// <param name="letters">Its letters.</param>
    /// <param name="wordStarts">Where words begin as the recognizer parts them, in UTF-16 units, or <see langword="null"/>. Outside of them, Japanese is parted only if need be.</param>
    /// <returns>At index i, the place in front of letter i. The first one means nothing.</returns>
    public static BreakQuality[] Of(string text, Letter[] letters, IReadOnlySet<int>? wordStarts = null)
    {
        var qualities = new BreakQuality[letters.Length];
        for (int i = 1; i < letters.Length; i++)
        {
            BreakQuality quality = Between(text, letters, i);
            bool isInsideJapaneseWord = wordStarts is not null && quality is > BreakQuality.Clause and < BreakQuality.InsideWord && !letters[i - 1].IsSpace && !wordStarts.Contains(letters[i].Offset);
            qualities[i] = isInsideJapaneseWord ? BreakQuality.Bad : quality;
        }

        return qualities;
    }

    private static BreakQuality Between(string text, Letter[] letters, int index)
    {
        Letter left = letters[index - 1];
        Letter right = letters[index];
        if (right.IsSpace || right.Kind == LetterKind.Glue || left.Kind == LetterKind.Glue)
        {
            return BreakQuality.Never;
        }

        int last = LastBefore(letters, index);
        if (last < 0 || IsOpening(letters, last) || (IsClosing(letters, index) && !BeginsName(letters, index)))
        {
            return BreakQuality.Never;
        }

        if (left.IsSpace)
        {
            return letters[last].IsCjk || right.IsCjk ? JapaneseBoundary.AfterSpace(letters[last]) : EnglishBoundary.AfterSpace(text, letters, last, index);
        }

        if (IsInsideNumber(letters, index))
        {
            return BreakQuality.InsideWord;
        }

        return left.IsCjk || right.IsCjk ? JapaneseBoundary.Between(letters, index) : EnglishBoundary.WithoutSpace(letters, index);
    }

    private static int LastBefore(Letter[] letters, int index)
    {
        int last = index - 1;
        while (last >= 0 && letters[last].IsSpace)
        {
            last--;
        }

        return last;
    }

    private static bool IsOpening(Letter[] letters, int index) =>
        letters[index].Kind == LetterKind.Opening || (letters[index].Kind == LetterKind.Quote && QuoteOpens(letters, index));

    private static bool IsClosing(Letter[] letters, int index) =>
        letters[index].Kind == LetterKind.Closing || (letters[index].Kind == LetterKind.Quote && !QuoteOpens(letters, index));

    private static bool QuoteOpens(Letter[] letters, int index) => index == 0 || letters[index - 1].Kind is LetterKind.Space or LetterKind.Opening;

    /// <summary>A full stop after a blank begins a name such as ".NET" or a number such as ".5".</summary>
    private static bool BeginsName(Letter[] letters, int index) =>
        letters[index].Base.Value == '.' && letters[index - 1].IsSpace && index + 1 < letters.Length && letters[index + 1].Kind is LetterKind.Alphabetic or LetterKind.Digit;

    private static bool IsInsideNumber(Letter[] letters, int index) =>
        letters[index].Kind == LetterKind.Digit &&
        (letters[index - 1].Kind == LetterKind.Digit ||
         (index > 1 && letters[index - 2].Kind == LetterKind.Digit && letters[index - 1].Base.Value is '.' or ',' or ':' or '．' or '，' or '：' or '・'));
}
