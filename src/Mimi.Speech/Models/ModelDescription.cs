namespace Mimi.Speech.Models;

/// <summary>A model that can be loaded: either one of ours, or files of the user's that exist.</summary>
/// <param name="Key">What is the same for all languages that share the loaded model.</param>
internal abstract record ModelDescription(string Key)
{
    /// <summary>Moonshine from a package.</summary>
    internal sealed record BuiltIn(MoonshineSize Size) : ModelDescription($"moonshine {Size}");

    /// <summary>A folder of the user's.</summary>
    /// <param name="Name">The name of its language in the configuration file.</param>
    /// <param name="Family">What kind of model it is.</param>
    /// <param name="Files">Full paths by name.</param>
    /// <param name="Tokens">The full path of the list of tokens.</param>
    /// <param name="Language">The hint that multilingual models get.</param>
    /// <param name="Threads">How many threads one decode uses.</param>
    internal sealed record UserFolder(
        string Name, ModelFamily Family, IReadOnlyDictionary<string, string> Files, string Tokens, string Language, int Threads)
        : ModelDescription($"folder {Name}");
}
