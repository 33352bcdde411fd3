using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Recognition;

/// <summary>The strings of the last message, by their place: a hypothesis mostly repeats the one before, and what it repeats needs no new string. One for each session.</summary>
internal sealed class RepeatedStrings
{
    /// <summary>How many are remembered: more words than a sentence has.</summary>
    private const int MaxStrings = 256;

    /// <summary>Longer ones are not kept.</summary>
    private const int MaxCharacters = 1_024;

    private readonly List<string> _strings = [];
    private int _next;

    /// <summary>Begins with the next message.</summary>
    public void Begin() => _next = 0;

    /// <summary>Reads the value of the property on which the reader stands, as <see cref="JsonReading.ReadString"/> does.</summary>
    public string ReadValue(ref Utf8JsonReader json) => Keep(json.ReadString(Last()));

    /// <summary>Gets the string on which the reader stands.</summary>
    public string GetString(ref Utf8JsonReader json)
    {
        string last = Last();
        return Keep(json.ValueTextEquals(last) ? last : json.GetString()!);
    }

    private string Last() => _next < _strings.Count ? _strings[_next] : "";

    private string Keep(string read)
    {
        string kept = read.Length <= MaxCharacters ? read : "";
        if (_next < _strings.Count)
        {
            _strings[_next] = kept;
        }
        else if (_next < MaxStrings)
        {
            _strings.Add(kept);
        }

        _next++;
        return read;
    }
}
