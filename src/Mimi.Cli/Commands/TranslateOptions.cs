namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi translate</c> for. One property an option.</summary>
internal sealed record TranslateOptions
{
    /// <summary>Gets the text; a hyphen is standard input.</summary>
    public required string Text { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required ServiceOptions Service { get; init; }
}
