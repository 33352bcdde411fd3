using System.Text.Json;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;

namespace Mimi.Client.NictAsr;

/// <summary>Reads the pieces of a result of version 2. One for each session.</summary>
internal sealed class NictAsrV2SegmentReader
{
    private readonly List<string> _words = [];

    /// <summary>Reads one piece; the reader stands on its beginning, and is left on its end.</summary>
    public NictAsrV2Segment Read(ref Utf8JsonReader json, RepeatedStrings strings)
    {
        (string text, string[] words, bool isDetermined, TimeSpan start) = ("", [], false, default);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("result"u8))
            {
                text = strings.ReadValue(ref json);
            }
            else if (json.ValueTextEquals("words"u8))
            {
                words = ReadWords(ref json, strings);
            }
            else if (json.ValueTextEquals("determined"u8))
            {
                isDetermined = ReadBoolean(ref json);
            }
            else if (json.ValueTextEquals("time"u8))
            {
                json.Read();
                start = json.GetMilliseconds();
            }
            else
            {
                json.Skip();
            }
        }

        return new(text, words, isDetermined, start);
    }

    private string[] ReadWords(ref Utf8JsonReader json, RepeatedStrings strings)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return json.SkipValue<string[]>([]);
        }

        _words.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String)
            {
                _words.Add(strings.GetString(ref json));
            }
            else
            {
                json.Skip();
            }
        }

        return [.. _words];
    }

    /// <summary>Reads a boolean, also one in quotes, as one of the vendor's models has it.</summary>
    private static bool ReadBoolean(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.String => json.ValueTextEquals("true"u8) || json.ValueTextEquals("True"u8),
            _ => json.SkipValue(false),
        };
    }
}
