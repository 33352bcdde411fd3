using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Mimi.Server.Configuration;
using Mimi.Wire;

namespace Mimi.Server.Scenarios.Reading;

/// <summary>Turns a scenario as written into entries, or says what is wrong with it.</summary>
internal sealed class ScenarioReader(ConfigurationFile file)
{
    public IReadOnlyList<ScenarioEntry> Read(string json)
    {
        ScenarioFile scenario = file.Parse(json, ScenarioJson.Default.ScenarioFile);
        return scenario.Entries is { } entries
            ? [.. entries.Select(ReadEntry)]
            : throw file.Error("$", "'entries' is missing");
    }

    private ScenarioEntry ReadEntry(EntryPart? part, int number)
    {
        string where = $"entries[{number.ToString(CultureInfo.InvariantCulture)}]";
        EntryPart entry = file.Checked(part, ScenarioJson.Default.EntryPart, where);
        if (entry.Service is null || !ScenarioService.All.Contains(entry.Service))
        {
            throw file.Error(where, $"'service' must be one of {string.Join(", ", ScenarioService.All)}");
        }

        if (entry.Faults is { Count: > 0 })
        {
            throw file.Error(where, "'faults' is reserved for a later version; leave it out, or empty");
        }

        return entry.Service switch
        {
            ScenarioService.Translation => ReadTranslation(entry, where),
            MimiProcess.Asr or MimiProcess.NictAsr => ReadRecognition(entry, where),
            _ => ReadRaw(entry, where),
        };
    }

    private ScenarioEntry ReadTranslation(EntryPart entry, string where)
    {
        Demand(entry, where, ["language", "targetLanguage", "text", "translation"]);
        return entry.Translation is { Count: > 0 } translation && !translation.Contains(null!)
            ? new() { Service = entry.Service!, Language = entry.Language, TargetLanguage = entry.TargetLanguage, Text = entry.Text, Translation = translation }
            : throw file.Error(where, "'translation' must be a list of strings, such as [\"Hello.\"]");
    }

    private ScenarioEntry ReadRecognition(EntryPart entry, string where)
    {
        Demand(entry, where, ["language", "audio", "results"]);
        return entry.Results is { } results
            ? WithAudio(entry, where) with { Cues = new CueReader(file).ReadResults(results, where) }
            : throw file.Error(where, "'results' is missing, such as [{\"at\": 500, \"temporary\": \"今日\"}, {\"final\": \"今日は。\"}]");
    }

    private ScenarioEntry ReadRaw(EntryPart entry, string where)
    {
        Demand(entry, where, ["language", "audio", "type", "interim", "response"]);
        return entry.Response is { } response
            ? WithAudio(entry, where) with { Type = entry.Type ?? $"{entry.Service}#scenario", Cues = new CueReader(file).ReadResponses(entry.Interim ?? [], response, where) }
            : throw file.Error(where, "'response' is missing: any JSON, which becomes the reply's 'response'");
    }

    private ScenarioEntry WithAudio(EntryPart entry, string where)
    {
        var plain = new ScenarioEntry { Service = entry.Service!, Language = entry.Language };
        if (entry.Audio is null)
        {
            return plain;
        }

        AudioPart audio = file.Checked(entry.Audio, ScenarioJson.Default.AudioPart, $"{where}.audio");
        (int min, int max) = (audio.MinMilliseconds ?? 0, audio.MaxMilliseconds ?? int.MaxValue);
        return min >= 0 && max >= min
            ? plain with { NeedsDuration = true, MinAudio = TimeSpan.FromMilliseconds(min), MaxAudio = TimeSpan.FromMilliseconds(max) }
            : throw file.Error($"{where}.audio", "'minMilliseconds' must be 0 or more, and 'maxMilliseconds' no less");
    }

    /// <summary>Refuses members that this service does not have: they would do nothing.</summary>
    private void Demand(EntryPart entry, string where, string[] members)
    {
        string[] right = ["service", .. members, "faults"];
        foreach (JsonPropertyInfo member in ScenarioJson.Default.EntryPart.Properties.Where(static member => !member.IsExtensionData))
        {
            if (member.Get!(entry) is not null && !right.Contains(member.Name))
            {
                throw file.Error(where, $"'{member.Name}' means nothing for '{entry.Service}'; its members are {string.Join(", ", right)}");
            }
        }
    }
}
