using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mimi.Speech.Models;

/// <summary>The configuration file as it is written; <see cref="ModelConfigReader"/> checks it.</summary>
internal sealed record ModelConfig
{
    public int? Threads { get; init; }

    public Dictionary<string, ModelEntry>? Languages { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What the file says of one language.</summary>
internal sealed record ModelEntry
{
    public string? Use { get; init; }

    public string? BuiltIn { get; init; }

    public string? Family { get; init; }

    public string? Folder { get; init; }

    public string? Language { get; init; }

    public int? Threads { get; init; }

    public string? Tokens { get; init; }

    public string? Model { get; init; }

    public string? Encoder { get; init; }

    public string? Decoder { get; init; }

    public string? Joiner { get; init; }

    public string? Preprocessor { get; init; }

    public string? UncachedDecoder { get; init; }

    public string? CachedDecoder { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Gets the files that are named, by the name the file gives them.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, string? File)> Files =>
    [
        ("model", Model), ("encoder", Encoder), ("decoder", Decoder), ("joiner", Joiner),
        ("preprocessor", Preprocessor), ("uncachedDecoder", UncachedDecoder), ("cachedDecoder", CachedDecoder),
    ];
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ModelConfig))]
internal sealed partial class ModelConfigJson : JsonSerializerContext;
