using System.Collections.Frozen;

namespace Mimi.Captions.Text;

/// <summary>Parts languages with blanks between their words. What is good is what the style guides say: after punctuation, before conjunctions and prepositions, not behind an article.</summary>
internal static class EnglishBoundary
{
    private static readonly FrozenSet<string> Openers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "and", "or", "but", "nor", "so", "yet", "because", "although", "though", "unless", "until", "while", "when", "where", "if", "that", "which", "who", "whom", "whose", "than", "whether",
        "of", "to", "in", "on", "at", "by", "for", "from", "with", "without", "about", "into", "over", "under", "after", "before", "between", "through", "during", "against", "as");

    private static readonly FrozenSet<string> Leaners = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "this", "these", "those", "no", "not", "every", "each", "some", "any", "i", "he", "she", "we", "they",
        "is", "are", "was", "were", "be", "been", "have", "has", "had", "will", "would", "can", "could", "should", "may", "might", "must", "do", "does", "did", "mr.", "mrs.", "ms.", "dr.", "very", "don't");

    public static BreakQuality AfterSpace(string text, Letter[] letters, int last, int index)
    {
        string before = WordBefore(text, letters, last);
        if (Leaners.Contains(before) || Openers.Contains(before))
        {
            return BreakQuality.Bad;
        }

        switch (letters[last].Base.Value)
        {
            case '.' or '!' or '?' or '…':
                return BreakQuality.Sentence;
            case ',' or ';' or ':' or '—' or '–' or ')' or '”':
                return BreakQuality.Clause;
        }

        string after = WordAfter(text, letters, index);
        bool isName = char.IsUpper(before[0]) && char.IsUpper(after[0]);
        return Openers.Contains(after) ? BreakQuality.Phrase : isName ? BreakQuality.Poor : BreakQuality.Fair;
    }

    /// <summary>Behind a hyphen between two letters or a dash, but in nothing that has a full stop, a slash or a digit: that may be an address or a number.</summary>
    public static BreakQuality WithoutSpace(Letter[] letters, int index)
    {
        if (letters[index - 1].Base.Value == '—')
        {
            return BreakQuality.Clause;
        }

        if (letters[index - 1].Kind != LetterKind.Hyphen || index < 2 || letters[index].Kind != LetterKind.Alphabetic || letters[index - 2].Kind != LetterKind.Alphabetic)
        {
            return BreakQuality.InsideWord;
        }

        int first = index - 1;
        while (first > 0 && !letters[first - 1].IsSpace)
        {
            first--;
        }

        for (int i = first; i < letters.Length && !letters[i].IsSpace; i++)
        {
            bool isLast = i + 1 == letters.Length || letters[i + 1].IsSpace;
            if (letters[i].Kind == LetterKind.Digit || letters[i].Base.Value is '/' or '@' or '_' or '=' || (!isLast && letters[i].Base.Value is '.' or ':'))
            {
                return BreakQuality.InsideWord;
            }
        }

        return BreakQuality.Poor;
    }

    private static string WordBefore(string text, Letter[] letters, int last)
    {
        int first = last;
        while (first > 0 && !letters[first - 1].IsSpace)
        {
            first--;
        }

        return text[letters[first].Offset..letters[last].End];
    }

    private static string WordAfter(string text, Letter[] letters, int index)
    {
        int end = index;
        while (end < letters.Length && !letters[end].IsSpace)
        {
            end++;
        }

        return text[letters[index].Offset..letters[end - 1].End];
    }
}
