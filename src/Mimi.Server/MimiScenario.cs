using Mimi.Server.Scenarios;
using Mimi.Server.Scenarios.Reading;

namespace Mimi.Server;

/// <summary>What a local mimi answers where it has no model, or in place of a recognizer, so that an application's tests see the same each time.</summary>
/// <remarks>The format is described in docs/scenarios.md. It never changes once read, and any number of servers may share it.</remarks>
public sealed class MimiScenario
{
    private const string Documentation = "docs/scenarios.md";

    private readonly IReadOnlyList<ScenarioEntry> _entries;

    internal MimiScenario(IReadOnlyList<ScenarioEntry> entries) => _entries = entries;

    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="InvalidDataException">The file is not right; the message says where, and what would be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static MimiScenario Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllText(path), Path.GetFullPath(path));
    }

    /// <summary>Reads a scenario from text.</summary>
    /// <param name="json">What a scenario file would hold.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="InvalidDataException">The text is not right; the message says where, and what would be.</exception>
    public static MimiScenario Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, "The scenario");
    }

    /// <summary>Begins to answer an utterance.</summary>
    /// <returns>Null if no entry is for this service and language.</returns>
    internal ScenarioPerformance? Perform(string service, string language)
    {
        List<ScenarioEntry> candidates = [];
        foreach (ScenarioEntry entry in _entries.Where(entry => entry.Answers(service, language)))
        {
            candidates.Add(entry);
            if (!entry.NeedsDuration)
            {
                break; // It takes whatever comes: nothing behind it can answer.
            }
        }

        return candidates.Count == 0 ? null : new(candidates);
    }

    /// <summary>Gets the translation of a text, or null.</summary>
    internal IReadOnlyList<string>? Translate(string source, string target, string text) => _entries.FirstOrDefault(entry =>
        entry.Answers(ScenarioService.Translation, source)
        && (entry.TargetLanguage is null || entry.TargetLanguage.Equals(target, StringComparison.OrdinalIgnoreCase))
        && (entry.Text is null || entry.Text == text))?.Translation;

    private static MimiScenario Read(string json, string source) => new(new ScenarioReader(new(source, Documentation)).Read(json));
}
