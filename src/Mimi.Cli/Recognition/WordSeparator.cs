namespace Mimi.Cli.Recognition;

/// <summary>What stands between two pieces of a text.</summary>
internal static class WordSeparator
{
    /// <summary>The languages whose words the client joins without a blank within a result; the results themselves are joined likewise.</summary>
    private static readonly string[] Unspaced = ["ja", "zh", "ko", "th", "my"];

    public static string Of(string language) => Unspaced.Contains(language.Split('-', '_')[0], StringComparer.Ordinal) ? string.Empty : " ";
}
