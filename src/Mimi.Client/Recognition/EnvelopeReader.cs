using System.Text;
using System.Text.Json;
using Mimi.Client.Serialization;
using Mimi.Wire;

namespace Mimi.Client.Recognition;

/// <summary>Reads what the results of all recognition services have in common, in whatever order it comes. One for each session.</summary>
/// <typeparam name="TResponse">What the service's <c>response</c> becomes.</typeparam>
/// <param name="readResponse">Reads <c>response</c>.</param>
/// <param name="absent">What stands for a <c>response</c> that is not there.</param>
/// <param name="keepRawJson">Whether the whole message is kept.</param>
internal sealed class EnvelopeReader<TResponse>(EnvelopeReader<TResponse>.ResponseReader readResponse, TResponse absent, bool keepRawJson)
{
    private readonly RepeatedString _type = new(); // Most messages say the same.
    private readonly RepeatedString _sessionId = new();

    /// <summary>Reads a value; the reader stands on its beginning, and is left on its end.</summary>
    public delegate TResponse ResponseReader(ref Utf8JsonReader json);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">The message is not a JSON object.</exception>
    public Envelope<TResponse> Read(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        string type = "";
        string sessionId = "";
        string? status = null;
        TResponse response = absent;
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("type"u8))
            {
                type = _type.ReadValue(ref json);
            }
            else if (json.ValueTextEquals("session_id"u8))
            {
                sessionId = _sessionId.ReadValue(ref json);
            }
            else if (json.ValueTextEquals("status"u8))
            {
                status = ReadStatus(ref json);
            }
            else if (json.ValueTextEquals("response"u8))
            {
                json.Read();
                response = readResponse(ref json);
            }
            else
            {
                json.Skip(); // A field that this library does not know yet.
            }
        }

        json.Read(); // Throws if anything follows.
        return new(type, sessionId, new(status), response, keepRawJson ? Encoding.UTF8.GetString(message) : null);
    }

    private static string? ReadStatus(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String when json.ValueTextEquals(RecognitionWire.InProgress) => RecognitionWire.InProgress,
            JsonTokenType.String when json.ValueTextEquals(RecognitionWire.Finished) => RecognitionWire.Finished,
            JsonTokenType.String => json.GetString(),
            _ => json.SkipValue<string?>(null),
        };
    }
}
