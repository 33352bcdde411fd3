namespace Mimi.Cli.Recognition;

/// <summary>What stands between two pieces of text.</summary>
internal static class WordSeparator
{
    /// <summary>Languages that are written without blanks between words.</summary>
    private static readonly string[] Unspaced = ["ja", "zh", "th", "my", "km", "lo"];

    public static string Of(string language) => Unspaced.Contains(language.Split('-')[0], StringComparer.OrdinalIgnoreCase) ? string.Empty : " ";
}
