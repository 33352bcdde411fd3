using System.Text.Json.Serialization;

namespace Mimi.Start.Plain;

internal sealed record Message(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("response")] Segment[] Response);

internal sealed record Segment(
    [property: JsonPropertyName("result")] string Result,
    [property: JsonPropertyName("words")] string[] Words,
    [property: JsonPropertyName("determined")] bool Determined,
    [property: JsonPropertyName("time")] int Time);

[JsonSerializable(typeof(Message))]
internal sealed partial class MessageJson : JsonSerializerContext;
