namespace Mimi.TestSupport;

/// <summary>What is said in samples/audio/jfk.wav, for tests in which a sound server plays it: it plays by the clock, and loses sound where the machine has no time for it.</summary>
internal static class SpokenJfk
{
    private static readonly string[] Said = Words("And so, my fellow Americans, ask not what your country can do for you. Ask what you can do for your country.");

    /// <summary>Asserts that nearly all of it was heard, and nothing twice.</summary>
    public static void AssertNearlyIn(string text)
    {
        string[] heard = Words(text);
        int wrong = Distance(Said, heard);
        Assert.True(wrong <= Said.Length / 4, $"{wrong} of {Said.Length} words are wrong: {text}");
        string[] phrases = [.. Enumerable.Range(0, Math.Max(0, heard.Length - 3)).Select(i => string.Join(' ', heard[i..(i + 4)]))];
        Assert.True(phrases.Distinct().Count() == phrases.Length, $"Four words come twice, which nobody said twice: {text}");
    }

    private static string[] Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(static letter => char.IsLetter(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Distance(string[] said, string[] heard)
    {
        int[] row = [.. Enumerable.Range(0, heard.Length + 1)];
        foreach ((int at, string word) in said.Index())
        {
            int diagonal = row[0];
            row[0] = at + 1;
            for (int i = 1; i <= heard.Length; i++)
            {
                int above = row[i];
                row[i] = Math.Min(Math.Min(above, row[i - 1]) + 1, diagonal + (word == heard[i - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
