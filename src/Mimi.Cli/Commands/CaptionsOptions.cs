using Mimi.Audio;

namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi captions</c> for.</summary>
internal sealed record CaptionsOptions
{
    public required RecognitionOptions Recognition { get; init; }

    /// <summary>Gets the recording or the results; a hyphen is standard input.</summary>
    public required string Input { get; init; }

    /// <summary>Gets whether <see cref="Input"/> are results of an earlier run.</summary>
    public required bool IsResults { get; init; }

    /// <summary>Gets the file to write, or <see langword="null"/> for standard output.</summary>
    public required string? Output { get; init; }

    public required string Format { get; init; }

    public required PcmFormat? Raw { get; init; }
}
