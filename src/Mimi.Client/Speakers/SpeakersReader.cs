using System.Net;
using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Speakers;

/// <summary>Reads the answers of speaker training. Some come as an array of one.</summary>
internal static class SpeakersReader
{
    public static MessageDecoder<MimiOperation> Operation { get; } = new(static message =>
    {
        var operation = new MimiOperation(One(Parse(message)));
        return operation is { Status: not "error", Code: null or < 400 } ? operation : throw Failed(operation);
    });

    public static MessageDecoder<MimiSpeakerResource> Resource { get; } = new(static message => new(Checked(One(Parse(message)))));

    public static MessageDecoder<MimiSpeakerResource[]> Resources { get; } = new(static message => Parse(message) switch
    {
        { ValueKind: JsonValueKind.Array } all => [.. all.EnumerateArray().Select(static one => new MimiSpeakerResource(Checked(one)))],
        var one => [new(Checked(one))],
    });

    private static JsonElement Parse(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message);
        JsonElement element = JsonElement.ParseValue(ref json);
        json.Read(); // Throws if anything follows.
        return element;
    }

    private static JsonElement One(JsonElement element) => element switch
    {
        { ValueKind: JsonValueKind.Object } => element,
        { ValueKind: JsonValueKind.Array } when element.GetArrayLength() is var count =>
            count == 1 ? One(element[0]) : throw new MimiJsonException($"The answer has {count} elements where one was expected."),
        _ => throw new JsonException(),
    };

    /// <summary>Lets a resource pass: an operation in its place that tells of an error is an error, whatever the HTTP status.</summary>
    private static JsonElement Checked(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object ? throw new JsonException()
        : element.GetStringOrNull("status") == "error" ? throw Failed(new(element))
        : element;

    private static MimiServiceException Failed(MimiOperation operation) =>
        new(HttpStatusCode.OK, operation.Error.Length > 0 ? operation.Error : operation.Json.GetRawText());
}
