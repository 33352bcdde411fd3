using Mimi.Audio;

namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi transcribe</c> for. One property an option.</summary>
internal sealed record TranscribeOptions
{
    public required RecognitionOptions Recognition { get; init; }

    /// <summary>Gets the files, in order; a hyphen is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required bool Json { get; init; }

    /// <summary>Gets the format of headerless audio, or <see langword="null"/> for files that say what they are.</summary>
    public required PcmFormat? Raw { get; init; }

    /// <summary>Gets the files that are wanted instead of text on standard output, or <see langword="null"/>.</summary>
    public required BatchOptions? Batch { get; init; }
}
