namespace Mimi.Client.Recognition;

/// <summary>How recognized words become a text.</summary>
internal static class TextJoin
{
    /// <summary>What stands between two words: nothing in the languages that the vendor's clients join without blanks (ja, zh, ko, th, my), a blank in all others.</summary>
    public static string SeparatorOf(string language) =>
        language.AsSpan(0, language.AsSpan().IndexOfAny('-', '_') is var end and >= 0 ? end : language.Length) is "ja" or "zh" or "ko" or "th" or "my" ? "" : " ";

    public static string Join<T>(IReadOnlyList<T> words, Func<T, string> text, string separator) => words.Count switch
    {
        0 => "",
        1 => text(words[0]),
        _ => string.Join(separator, words.Select(text).Where(static word => word.Length > 0)),
    };
}
