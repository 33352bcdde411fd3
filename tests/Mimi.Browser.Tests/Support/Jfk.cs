namespace Mimi.Browser.Tests.Support;

/// <summary>The sample recording: 11 seconds, 16 kHz, mono.</summary>
internal static class Jfk
{
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "jfk.wav");

    /// <summary>Gets what is said in it, in parts that a recognizer may punctuate as it likes.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["my fellow Americans", "what your country can do for you", "what you can do for your country"];

    public static void AssertIn(string text) => Assert.All(Parts, part => Assert.Contains(part, text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asserts that nearly all of it was heard: a microphone that plays by the clock loses sound where the machine has no time for it.</summary>
    public static void AssertNearlyIn(string text)
    {
        string[] said = Words("And so, my fellow Americans, ask not what your country can do for you. Ask what you can do for your country.");
        string[] heard = Words(text);
        int wrong = Distance(said, heard);
        Assert.True(wrong <= said.Length / 4, $"{wrong} of {said.Length} words are wrong: {text}");
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
