namespace Mimi.Speech.Bench.Reporting;

/// <summary>A page of the documentation, of which the part between two marks is what was measured.</summary>
internal static class MeasuredPage
{
    private const string Begin = "<!-- measured -->";
    private const string End = "<!-- /measured -->";

    /// <summary>Puts new figures in the place of the old ones.</summary>
    /// <exception cref="InvalidDataException">The page has no such part.</exception>
    public static void Replace(string path, string measured)
    {
        string text = File.ReadAllText(path);
        (int begin, int end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidDataException($"{path} has no part between {Begin} and {End}.");
        }

        File.WriteAllText(path, $"{text[..(begin + Begin.Length)]}\n\n{measured.Trim()}\n\n{text[end..]}");
    }
}
