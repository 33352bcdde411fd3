namespace Mimi.Speech.Recognition;

/// <summary>Finds what a model repeats because it has lost its way, and keeps it once.</summary>
/// <remarks>
/// People repeat themselves too, so a word may stand four times in a row, a phrase three times, and a character eight times.
/// Case and punctuation make no difference.
/// </remarks>
internal static class RepetitionLoops
{
    private const int MaxUnitLength = 24;
    private const int MaxWordRepeats = 4;
    private const int MaxPhraseRepeats = 3;
    private const int MaxCharacterRepeats = 8;

    public static string Collapse(string text) => string.Join(' ', Keep(Array.ConvertAll(text.Split(' '), CollapseWord), MaxWordRepeats));

    /// <summary>A word may be a whole sentence, in a language that sets no blanks.</summary>
    private static string CollapseWord(string word) =>
        string.Concat(Keep([.. word.EnumerateRunes().Select(static rune => rune.ToString())], MaxCharacterRepeats));

    private static List<string> Keep(string[] items, int maxSingle)
    {
        string[] keys = Array.ConvertAll(items, Key);
        var kept = new List<string>(items.Length);
        for (int i = 0; i < items.Length;)
        {
            (int unit, int length) = FindLoop(keys.AsSpan(i), maxSingle);
            kept.AddRange(items[i..(i + unit)]);
            i += length;
        }

        return kept;
    }

    /// <summary>Looks for a loop that begins here. Without one, the answer is the first item alone.</summary>
    /// <returns>What is repeated, and how far it reaches; a loop that ends the text may break off anywhere.</returns>
    private static (int Unit, int Length) FindLoop(ReadOnlySpan<string> keys, int maxSingle)
    {
        for (int unit = 1; unit <= MaxUnitLength && 2 * unit <= keys.Length; unit++)
        {
            int length = unit;
            while (length < keys.Length && keys[length] == keys[length - unit])
            {
                length++;
            }

            if (length / unit > (unit == 1 ? maxSingle : MaxPhraseRepeats))
            {
                return (unit, length == keys.Length ? length : length - (length % unit));
            }
        }

        return (1, 1);
    }

    private static string Key(string item)
    {
        string key = string.Concat(item.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return key.Length > 0 ? key : item;
    }
}
