using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Recognition;

/// <summary>Reads a <c>response</c> as it is.</summary>
internal static class RawResponse
{
    public static EnvelopeReader<JsonElement?> CreateReader(bool keepRawJson) => new(Read, null, keepRawJson);

    public static MessageDecoder<TResult> CreateDecoder<TResult>(bool keepRawJson)
        where TResult : MimiRawResult, new() =>
        RecognitionDecoder.Create(CreateReader(keepRawJson), static envelope => new TResult
        {
            Type = envelope.Type,
            SessionId = envelope.SessionId,
            Status = envelope.Status,
            Kind = envelope.Status.ToKind(),
            Response = envelope.Response,
            RawJson = envelope.RawJson,
        });

    private static JsonElement? Read(ref Utf8JsonReader json) => JsonElement.ParseValue(ref json);
}
