using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Recognition;

/// <summary>One place of a message, and the string that stood there last.</summary>
internal sealed class RepeatedString
{
    /// <summary>Longer ones are not kept: a session would hold them until its end.</summary>
    private const int MaxBytes = 1_024;

    private byte[] _json = [];
    private int _length;
    private string _text = "";

    /// <summary>Reads the value of the property on which the reader stands: empty unless it is a string.</summary>
    /// <param name="json">Left on the value's end.</param>
    public string ReadValue(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? Read(ref json) : json.SkipValue("");
    }

    /// <summary>Gets the string on which the reader stands.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> read = json.ValueSpan; // With its escapes: what is written alike is alike.
        if (read.SequenceEqual(_json.AsSpan(0, _length)))
        {
            return _text;
        }

        string text = json.GetString()!;
        if (read.Length <= MaxBytes)
        {
            if (read.Length > _json.Length)
            {
                _json = new byte[Math.Max(read.Length, 2 * _json.Length)];
            }

            read.CopyTo(_json);
            (_length, _text) = (read.Length, text);
        }

        return text;
    }
}
