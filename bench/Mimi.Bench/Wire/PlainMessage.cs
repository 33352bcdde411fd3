using System.Text.Json.Serialization;

namespace Mimi.Bench.Wire;

/// <summary>A result as one would read it without a library: source-generated JSON into records. Every comparison with the plain client reads this one.</summary>
internal sealed record PlainMessage(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("response")] PlainSegment[] Response);

internal sealed record PlainSegment(
    [property: JsonPropertyName("result")] string Result,
    [property: JsonPropertyName("words")] string[] Words,
    [property: JsonPropertyName("determined")] bool Determined,
    [property: JsonPropertyName("time")] int Time);

[JsonSerializable(typeof(PlainMessage))]
internal sealed partial class PlainMessageJson : JsonSerializerContext;
