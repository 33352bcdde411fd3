using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Recognition;

/// <summary>The strings of the last message, by their place: a hypothesis mostly repeats the one before, and what it repeats needs no new string. One for each session.</summary>
internal sealed class RepeatedStrings
{
    /// <summary>How many are remembered: more words than a sentence has.</summary>
    private const int MaxStrings = 256;

    private readonly List<RepeatedString> _strings = [];
    private int _next;

    /// <summary>Begins with the next message.</summary>
    public void Begin() => _next = 0;

    /// <summary>Reads the value of the property on which the reader stands, as <see cref="RepeatedString.ReadValue"/> does.</summary>
    public string ReadValue(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? GetString(ref json) : json.SkipValue("");
    }

    /// <summary>Gets the string on which the reader stands.</summary>
    public string GetString(ref Utf8JsonReader json)
    {
        if (_next == MaxStrings)
        {
            return json.GetString()!;
        }

        if (_next == _strings.Count)
        {
            _strings.Add(new());
        }

        return _strings[_next++].Read(ref json);
    }
}
