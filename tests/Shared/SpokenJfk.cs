namespace Mimi.TestSupport;

/// <summary>What is said in samples/audio/jfk.wav, for tests in which a sound server plays it: it plays by the clock, and loses sound where the machine has no time for it.</summary>
internal static class SpokenJfk
{
    private static readonly string[] Said = Words("And so, my fellow Americans, ask not what your country can do for you. Ask what you can do for your country.");

    /// <summary>Asserts that nearly all of it was heard, and nothing twice.</summary>
    public static void AssertNearlyIn(string text)
    {
        string[] heard = Words(text);
        int wrong = WordErrors.Count(Said, heard);
        Assert.True(wrong <= Said.Length / 4, $"{wrong} of {Said.Length} words are wrong: {text}");
        string[] phrases = [.. Enumerable.Range(0, Math.Max(0, heard.Length - 3)).Select(i => string.Join(' ', heard[i..(i + 4)]))];
        Assert.True(phrases.Distinct().Count() == phrases.Length, $"Four words come twice, which nobody said twice: {text}");
    }

    private static string[] Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(static letter => char.IsLetter(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
