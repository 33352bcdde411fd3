using System.Globalization;
using System.Text;

namespace Mimi.Speech.Recognition;

/// <summary>Cleans what a model says: white space, loops, and text without a word in it.</summary>
internal static class TextFilter
{
    /// <summary>Makes text fit to be shown.</summary>
    /// <returns>The text, or an empty string when the model said no word.</returns>
    public static string Clean(string text)
    {
        string joined = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return HasWord(joined) ? RepetitionLoops.Collapse(joined) : "";
    }

    /// <summary>Puts two texts together, with a blank between them where the writing has blanks.</summary>
    public static string Join(string first, string second) => IsWithoutBlanks(first) ? first + second : $"{first} {second}";

    /// <summary>Takes off the end of a temporary text, which is a guess at speech that was cut off.</summary>
    public static string HoldBack(string text)
    {
        int blank = text.LastIndexOf(' ');
        if (blank >= 0 || !IsWithoutBlanks(text))
        {
            return blank >= 0 ? text[..blank] : "";
        }

        int[] elements = StringInfo.ParseCombiningCharacters(text);
        return elements.Length > 1 ? text[..elements[^1]] : "";
    }

    /// <summary>Tells writing such as Japanese, whose words nothing separates, by its last character.</summary>
    private static bool IsWithoutBlanks(string text) =>
        text.EnumerateRunes().LastOrDefault(Rune.IsLetter) is { Value: >= 0x0E00 and (<= 0x0EFF or >= 0x2E80) };

    private static bool HasWord(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);
}
