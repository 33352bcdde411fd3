using System.Text.Json;

namespace Mimi.Cli.Input;

/// <summary>A line of a file of results.</summary>
/// <param name="File">The recording, if the line names it.</param>
/// <param name="IsTemporary">Whether the text was a guess.</param>
/// <param name="Text">The text.</param>
/// <param name="Start">Where it begins, if that is known.</param>
/// <param name="End">Where it ends, if that is known.</param>
internal sealed record ResultLine(string? File, bool IsTemporary, string Text, TimeSpan? Start, TimeSpan? End)
{
    /// <summary>A year; more is damage.</summary>
    private const double MaxMilliseconds = 366.0 * 24 * 3_600 * 1_000;

    /// <returns><see langword="null"/> if the line is no result.</returns>
    public static ResultLine? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || StringOf(root, "text") is not { } text)
            {
                return null;
            }

            TimeSpan? start = TimeOf(root, "start_ms");
            TimeSpan? end = TimeOf(root, "end_ms");
            return new(StringOf(root, "file"), StringOf(root, "kind") == "temporary", text, start, end >= start ? end : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? StringOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static TimeSpan? TimeOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double milliseconds) && milliseconds is >= 0 and <= MaxMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
