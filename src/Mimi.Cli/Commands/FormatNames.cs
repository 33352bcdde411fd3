namespace Mimi.Cli.Commands;

/// <summary>The values of <c>--output</c> and <c>--format</c>.</summary>
internal static class FormatNames
{
    public const string Srt = "srt";
    public const string Vtt = "vtt";
    public const string Json = "json";
    public const string Text = "text";

    /// <summary>Gets the extension of a format's files.</summary>
    public static string ExtensionOf(string format) => format switch
    {
        Json => ".jsonl",
        Text => ".txt",
        _ => "." + format,
    };

    /// <summary>Gets the format that a file's name tells, or <see langword="null"/> if it tells none.</summary>
    public static string? OfFile(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SRT" => Srt,
        ".VTT" => Vtt,
        ".JSON" or ".JSONL" or ".NDJSON" => Json,
        ".TXT" => Text,
        _ => null,
    };
}
