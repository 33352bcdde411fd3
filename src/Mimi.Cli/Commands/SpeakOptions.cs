namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi speak</c> for. One property an option.</summary>
internal sealed record SpeakOptions
{
    /// <summary>Gets the text; a hyphen is standard input.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the file to write, or <see langword="null"/> for standard output.</summary>
    public required string? Output { get; init; }

    public required string Language { get; init; }

    public required string Gender { get; init; }

    public required double Rate { get; init; }

    /// <summary>Gets whether bare samples are written, and no WAV file.</summary>
    public required bool Raw { get; init; }

    public required ServiceOptions Service { get; init; }
}
