namespace Mimi.Captions.Timing;

/// <summary>Finds the words of a text in it.</summary>
internal static class WordPlaces
{
    public static IEnumerable<(int Offset, CaptionWord Word)> Of(string text, IReadOnlyList<CaptionWord> words)
    {
        int from = 0;
        foreach (CaptionWord word in words)
        {
            int found = word.Text.Length == 0 ? -1 : text.IndexOf(word.Text, from, StringComparison.Ordinal);
            if (found >= 0)
            {
                yield return (found, word);
                from = found + word.Text.Length;
            }
        }
    }

    /// <summary>Tells where words begin, or <see langword="null"/> if too little of the text is covered to say so.</summary>
    public static HashSet<int>? Starts(string text, IReadOnlyList<CaptionWord> words)
    {
        var starts = new HashSet<int>();
        int covered = 0;
        foreach ((int offset, CaptionWord word) in Of(text, words))
        {
            starts.Add(offset);
            starts.Add(offset + word.Text.Length); // What is between two words is one too.
            covered += word.Text.Length;
        }

        return starts.Count > 2 && covered * 2 >= text.Length ? starts : null;
    }
}
