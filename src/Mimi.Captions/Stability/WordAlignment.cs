namespace Mimi.Captions.Stability;

/// <summary>Finds how many words of a new hypothesis say what is committed already.</summary>
internal static class WordAlignment
{
    /// <summary>How many words, from where the hypothesis departs from what is committed, are compared with each other: more never depart in practice, and the time grows with the square.</summary>
    private const int MaxWords = 64;

    /// <summary>The words that were left out or added meanwhile.</summary>
    private const int Reserve = 16;

    public static int CountCovered(IReadOnlyList<string> committed, IReadOnlyList<HypothesisWord> words)
    {
        int same = 0;
        while (same < committed.Count && same < words.Count && committed[same] == words[same].Key)
        {
            same++;
        }

        int left = committed.Count - same;
        return left == 0 ? same : left > MaxWords ? Math.Min(committed.Count, words.Count) : same + Nearest(committed, words, same, left);
    }

    /// <summary>Of all beginnings of the hypothesis, the one with the least edit distance to what is committed, and of those the one of the most similar length.</summary>
    private static int Nearest(IReadOnlyList<string> committed, IReadOnlyList<HypothesisWord> words, int same, int left)
    {
        int width = Math.Min(words.Count - same, left + Reserve);
        var row = new int[width + 1];
        for (int j = 0; j <= width; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= left; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= width; j++)
            {
                int substituted = diagonal + (committed[same + i - 1] == words[same + j - 1].Key ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        int best = 0;
        for (int j = 1; j <= width; j++)
        {
            if (row[j] < row[best] || (row[j] == row[best] && Math.Abs(j - left) < Math.Abs(best - left)))
            {
                best = j;
            }
        }

        return best;
    }
}
