using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mimi.Server.Tests.Support;

/// <summary>Reads messages as mimi's Kotlin client does: every key is needed, every other key and every other status is an error.</summary>
internal sealed record StrictMessage<TElement>(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("session_id")] Guid SessionId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("response")] TElement[] Response);

internal sealed record StrictAsr(
    [property: JsonPropertyName("result")] string Result,
    [property: JsonPropertyName("pronunciation")] string Pronunciation,
    [property: JsonPropertyName("time")] int[] Time);

internal sealed record StrictNictV1([property: JsonPropertyName("result")] string Result);

internal sealed record StrictNictV2(
    [property: JsonPropertyName("result")] string Result,
    [property: JsonPropertyName("words")] string[] Words,
    [property: JsonPropertyName("determined")] bool Determined,
    [property: JsonPropertyName("time")] int Time);

internal static class Strict
{
    private static readonly JsonSerializerOptions Options = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static StrictMessage<TElement> Read<TElement>(string json)
    {
        StrictMessage<TElement> message = JsonSerializer.Deserialize<StrictMessage<TElement>>(json, Options)!;
        Assert.True(message.Status is "recog-in-progress" or "recog-finished");
        Assert.NotEqual(Guid.Empty, message.SessionId);
        return message;
    }

    public static (int Code, string Error) Error(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(["code", "error", "status"], document.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("error", document.RootElement.GetProperty("status").GetString());
        return (document.RootElement.GetProperty("code").GetInt32(), document.RootElement.GetProperty("error").GetString()!);
    }
}
