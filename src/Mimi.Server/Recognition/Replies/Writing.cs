using System.Globalization;
using System.Text;

namespace Mimi.Server.Recognition.Replies;

/// <summary>How a language is written: with or without blanks between its words.</summary>
internal sealed class Writing
{
    /// <summary>The languages of mimi that are written without blanks (https://mimi.readme.io/docs/service-chart lists all of them).</summary>
    private static readonly HashSet<string> WithoutBlanks = new(StringComparer.OrdinalIgnoreCase) { "ja", "zh", "th", "my" };

    private readonly bool _blanks;

    public Writing(string language) => _blanks = !WithoutBlanks.Contains(language.Split('-', '_')[0]);

    public string Join(IEnumerable<string> texts) => string.Join(_blanks ? " " : "", texts);

    /// <summary>Cuts a text into what joins to the same text again: words with their punctuation, or, where nothing shows the words, runs between punctuation marks.</summary>
    public IEnumerable<string> Words(string text) =>
        _blanks ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : Runs(text);

    /// <summary>Tells how a text may sound, as far as its letters show it: lower case, and katakana for hiragana. What kanji sound like is not known here.</summary>
    public static string Pronunciation(string surface)
    {
        var pronunciation = new StringBuilder(surface.Length);
        foreach (char letter in surface)
        {
            pronunciation.Append(letter is >= 'ぁ' and <= 'ゖ' ? (char)(letter + ('ァ' - 'ぁ')) : char.ToLowerInvariant(letter));
        }

        return pronunciation.ToString();
    }

    private static IEnumerable<string> Runs(string text)
    {
        int start = 0;
        for (int i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || IsMark(text[i]) || IsMark(text[i - 1]))
            {
                string run = text[start..i].Trim();
                start = i;
                if (run.Length > 0)
                {
                    yield return run;
                }
            }
        }
    }

    private static bool IsMark(char letter) =>
        letter is not ('\'' or '-' or '.' or ',') && char.GetUnicodeCategory(letter) is UnicodeCategory.OtherPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation;
}
