using System.Text;
using Mimi.Captions.Text;
using Mimi.Captions.Timing;

namespace Mimi.Captions.Stability;

/// <summary>A word of a hypothesis, or in Japanese a phrase: what is committed as a whole.</summary>
/// <param name="Text">The word with its punctuation and the blanks behind it.</param>
/// <param name="Key">What makes it the same word in another hypothesis: its letters, without case and punctuation, which recognizers change until the end.</param>
internal readonly record struct HypothesisWord(string Text, string Key)
{
    /// <summary>A run of letters in which no end of a phrase is seen is parted, so that it does not wait for ever: Chinese has no hiragana.</summary>
    private const int MaxPhraseLetters = 12;

    public static List<HypothesisWord> Of(string text, IReadOnlyList<CaptionWord> recognized)
    {
        var words = new List<HypothesisWord>();
        Letter[] letters = Letter.Of(text, ambiguousIsWide: false);
        HashSet<int>? starts = WordPlaces.Starts(text, recognized);
        BreakQuality[] boundaries = Boundaries.Of(text, letters);
        int first = 0;
        for (int i = 1; i < letters.Length; i++)
        {
            if (letters[i].IsSpace || !(letters[i - 1].IsSpace || EndsPhrase(boundaries[i], letters[i], i - first, starts)))
            {
                continue;
            }

            words.Add(Make(text[letters[first].Offset..letters[i].Offset]));
            first = i;
        }

        if (letters.Length > 0)
        {
            words.Add(Make(text[letters[first].Offset..]));
        }

        return words;
    }

    private static bool EndsPhrase(BreakQuality quality, Letter next, int length, HashSet<int>? starts) =>
        starts is null ? quality <= BreakQuality.Word || (length >= MaxPhraseLetters && quality < BreakQuality.InsideWord) : quality < BreakQuality.InsideWord && starts.Contains(next.Offset);

    private static HypothesisWord Make(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return new(text, key.Length > 0 ? key.ToString() : text.Trim());
    }
}
