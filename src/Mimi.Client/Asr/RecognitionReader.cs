using System.Text;
using System.Text.Json;
using Mimi.Client.Serialization;
using Mimi.Wire;

namespace Mimi.Client.Asr;

/// <summary>Reads what the results of all recognition services have in common, in whatever order it comes. One for each session.</summary>
/// <typeparam name="TEntry">One entry of <c>response</c>.</typeparam>
internal sealed class RecognitionReader<TEntry>(RecognitionReader<TEntry>.EntryReader readEntry, bool keepRawJson)
{
    private readonly List<TEntry> _entries = [];
    private string _type = "";
    private string _sessionId = "";

    /// <summary>Reads one object of <c>response</c>; the reader stands on its beginning, and is left on its end.</summary>
    public delegate TEntry EntryReader(ref Utf8JsonReader json);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">The message is not a JSON object.</exception>
    public Envelope Read(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        _entries.Clear();
        string? status = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("type"u8))
            {
                _type = json.ReadString(_type);
            }
            else if (json.ValueTextEquals("session_id"u8))
            {
                _sessionId = json.ReadString(_sessionId);
            }
            else if (json.ValueTextEquals("status"u8))
            {
                status = ReadStatus(ref json);
            }
            else if (json.ValueTextEquals("response"u8))
            {
                ReadEntries(ref json);
            }
            else
            {
                json.Skip(); // A field that this library does not know yet.
            }
        }

        json.Read(); // Throws if anything follows.
        return new(_type, _sessionId, new(status), [.. _entries], keepRawJson ? Encoding.UTF8.GetString(message) : null);
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

    private void ReadEntries(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip(); // Another shape than this service's; the raw JSON has it.
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                _entries.Add(readEntry(ref json));
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>A message, read.</summary>
    public readonly record struct Envelope(string Type, string SessionId, MimiRecognitionStatus Status, TEntry[] Entries, string? RawJson);
}
