namespace Mimi.TestSupport;

/// <summary>Counts the words that must be changed, added or taken away.</summary>
internal static class WordErrors
{
    /// <summary>Splits text into words to compare: case, punctuation and hyphens do not count, and <c>Mr.</c> is read out.</summary>
    public static string[] Words(string text) =>
        [.. new string([.. text.ToLowerInvariant().Replace('-', ' ').Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '\'')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => word == "mr" ? "mister" : word)];

    public static int Count(string[] expected, string[] actual)
    {
        int[] row = [.. Enumerable.Range(0, actual.Length + 1)];
        for (int i = 1; i <= expected.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= actual.Length; j++)
            {
                int best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (expected[i - 1] == actual[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[^1];
    }
}
