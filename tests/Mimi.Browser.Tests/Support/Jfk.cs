namespace Mimi.Browser.Tests.Support;

/// <summary>The sample recording: 11 seconds, 16 kHz, mono.</summary>
internal static class Jfk
{
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "jfk.wav");

    /// <summary>Gets what is said in it, in parts that a recognizer may punctuate as it likes.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["my fellow Americans", "what your country can do for you", "what you can do for your country"];

    public static void AssertIn(string text) => Assert.All(Parts, part => Assert.Contains(part, text, StringComparison.OrdinalIgnoreCase));
}
