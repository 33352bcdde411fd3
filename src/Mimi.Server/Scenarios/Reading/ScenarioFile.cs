using System.Text.Json;
using System.Text.Json.Serialization;
using Mimi.Server.Configuration;

namespace Mimi.Server.Scenarios.Reading;

/// <summary>A scenario as it is written (docs/scenarios.md).</summary>
internal sealed class ScenarioFile : ConfigurationPart
{
    public List<EntryPart>? Entries { get; set; }
}

/// <summary>What to answer, and to whom.</summary>
internal sealed class EntryPart : ConfigurationPart
{
    public string? Service { get; set; }

    public string? Language { get; set; }

    public string? TargetLanguage { get; set; }

    public string? Text { get; set; }

    public AudioPart? Audio { get; set; }

    public List<string>? Translation { get; set; }

    public List<ResultPart>? Results { get; set; }

    public string? Type { get; set; }

    public List<InterimPart>? Interim { get; set; }

    public JsonElement? Response { get; set; }

    /// <summary>Gets or sets what goes wrong. Reserved: nothing can be written there yet.</summary>
    public List<JsonElement>? Faults { get; set; }
}

/// <summary>How long the audio must be.</summary>
internal sealed class AudioPart : ConfigurationPart
{
    public int? MinMilliseconds { get; set; }

    public int? MaxMilliseconds { get; set; }
}

/// <summary>What a recognizer hears.</summary>
internal sealed class ResultPart : ConfigurationPart
{
    public int? At { get; set; }

    public string? Temporary { get; set; }

    public string? Final { get; set; }

    public int? Start { get; set; }

    public int? End { get; set; }
}

/// <summary>A response before the last.</summary>
internal sealed class InterimPart : ConfigurationPart
{
    public int? At { get; set; }

    public JsonElement? Response { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ScenarioFile))]
internal sealed partial class ScenarioJson : JsonSerializerContext;
