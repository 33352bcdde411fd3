using System.Text.Json;
using Mimi.Wire;

namespace Mimi.Server.Recognition;

/// <summary>Reads the commands that come as text.</summary>
internal static class RecognitionCommand
{
    /// <summary>Far more than any command needs; a longer text is no command.</summary>
    public const int MaxBytes = 4_096;

    /// <summary>Tells whether a text says that no more audio follows. What is not a command known here is none, valid JSON or not.</summary>
    public static bool IsBreak(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text);
            using JsonDocument document = JsonDocument.ParseValue(ref json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("command"u8, out JsonElement command)
                && command.ValueKind == JsonValueKind.String
                && command.ValueEquals(RecognitionWire.BreakCommand);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // The latter is for half a character (\ud800 to \udfff alone), which JSON lets pass and no string can hold.
        }
    }
}
