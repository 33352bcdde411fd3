using System.Text.Json;

namespace Mimi.Client.Recognition;

/// <summary>Reads a <c>response</c> that is an array of objects. One for each session.</summary>
/// <typeparam name="TEntry">One entry.</typeparam>
internal sealed class EntriesReader<TEntry>(EntriesReader<TEntry>.EntryReader readEntry)
{
    private readonly List<TEntry> _entries = [];
    private readonly RepeatedStrings _strings = new();

    /// <summary>Reads one object; the reader stands on its beginning, and is left on its end.</summary>
    public delegate TEntry EntryReader(ref Utf8JsonReader json, RepeatedStrings strings);

    public TEntry[] Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip(); // Another shape than this service's; the raw JSON has it.
            return [];
        }

        _entries.Clear();
        _strings.Begin();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                _entries.Add(readEntry(ref json, _strings));
            }
            else
            {
                json.Skip();
            }
        }

        return [.. _entries];
    }
}
