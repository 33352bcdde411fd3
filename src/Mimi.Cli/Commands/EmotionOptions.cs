using Mimi.Audio;

namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi emotion</c> for. One property an option.</summary>
internal sealed record EmotionOptions
{
    /// <summary>Gets the file; a hyphen is standard input.</summary>
    public required string File { get; init; }

    public required bool Json { get; init; }

    /// <summary>Gets the format of headerless audio, or <see langword="null"/> for files that say what they are.</summary>
    public required PcmFormat? Raw { get; init; }

    public required ServiceOptions Service { get; init; }
}
