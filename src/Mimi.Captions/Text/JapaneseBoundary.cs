namespace Mimi.Captions.Text;

/// <summary>
/// Parts Japanese, which has no blanks, where a phrase (文節) seems to end: after punctuation, and where hiragana, which particles and endings are written in, gives way to another script, in which most words begin.
/// Without a dictionary this is a guess, so that it only says what is better and what is worse.
/// </summary>
internal static class JapaneseBoundary
{
    public static BreakQuality AfterSpace(Letter last) => last.Base.Value is '。' or '！' or '？' or '.' or '!' or '?' ? BreakQuality.Sentence : BreakQuality.Clause;

    public static BreakQuality Between(Letter[] letters, int index)
    {
        Letter left = letters[index - 1];
        Letter right = letters[index];
        return left.Base.Value switch
        {
            '。' or '！' or '？' or '｡' or '!' or '?' => BreakQuality.Sentence,
            '、' or '，' or '､' or ',' or '；' => BreakQuality.Clause,
            _ when right.Kind == LetterKind.Opening => BreakQuality.Clause,
            _ when EndsBracket(left) => right.Kind == LetterKind.Hiragana ? BreakQuality.Bad : BreakQuality.Phrase,
            _ => BetweenWords(letters, index),
        };
    }

    private static bool EndsBracket(Letter left) => left.Base.Value is '」' or '』' or '）' or '】' or '〉' or '》' or '〕' or ')';

    private static BreakQuality BetweenWords(Letter[] letters, int index)
    {
        Letter left = letters[index - 1];
        Letter right = letters[index];
        LetterKind before = KindOf(letters, index - 1);
        return (before, right.Kind) switch
        {
            (LetterKind.Hiragana, not LetterKind.Hiragana) => left.Base.Value is 'お' or 'ご' ? BreakQuality.Bad : BreakQuality.Phrase,
            (LetterKind.Hiragana, _) => left.Base.Value == 'を' || IsParticle(letters, index) ? BreakQuality.Word : BreakQuality.Poor,
            (LetterKind.Symbol, _) or (_, LetterKind.Symbol) => BreakQuality.Fair,
            (LetterKind.Digit, _) => BreakQuality.Bad, // A counter.
            (_, LetterKind.Hiragana) => BreakQuality.Bad, // A particle or an ending.
            (LetterKind.Katakana, LetterKind.Katakana) or (LetterKind.Han, LetterKind.Han) => BreakQuality.Bad,
            _ => BreakQuality.Poor,
        };
    }

    /// <summary>A particle after a noun, if what follows cannot make it the beginning of another ending.</summary>
    private static bool IsParticle(Letter[] letters, int index) =>
        index > 1 &&
        letters[index - 1].Base.Value is 'は' or 'が' or 'に' or 'へ' or 'と' or 'も' &&
        KindOf(letters, index - 2) is LetterKind.Han or LetterKind.Katakana or LetterKind.Alphabetic &&
        letters[index].Base.Value is not ('は' or 'も' or 'の' or 'か' or 'が' or 'に' or 'す' or 'し' or 'て' or 'と' or 'な' or 'よ' or 'ね' or 'で' or 'り' or 'る' or 'い' or 'く' or 'つ');

    /// <summary>Small kana and the prolonged sound mark are what they belong to.</summary>
    private static LetterKind KindOf(Letter[] letters, int index) => letters[index] switch
    {
        { Kind: LetterKind.Closing, Base.Value: >= 0x3041 and <= 0x309F } => LetterKind.Hiragana,
        { Kind: LetterKind.Closing, Base.Value: (>= 0x30A1 and <= 0x30FA) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F) } => LetterKind.Katakana,
        { Base.Value: 0x30FC } when index > 0 => KindOf(letters, index - 1),
        { Base.Value: 0x3005 } => LetterKind.Han,
        { Kind: var kind } => kind,
    };
}
