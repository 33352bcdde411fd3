using System.Runtime.CompilerServices;

namespace Mimi.Cli.Support;

/// <summary>The recording that the repository ships.</summary>
internal static class Jfk
{
    public const string Sentence = "ask not what your country can do for you";

    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "../../../../samples/audio/jfk.wav"));

    /// <summary>Leaves what recognisers agree on: words in lower case.</summary>
    public static string Words(string text) =>
        string.Join(' ', new string([.. text.Select(static c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Here([CallerFilePath] string here = "") => here;
}
