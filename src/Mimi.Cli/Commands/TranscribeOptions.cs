using Mimi.Audio;

namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi transcribe</c> for. One property an option.</summary>
internal sealed record TranscribeOptions
{
    /// <summary>Gets the files, in order; a hyphen is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required Uri? Url { get; init; }

    public required Uri? TokenService { get; init; }

    public required string Service { get; init; }

    public required string Language { get; init; }

    public required bool Http { get; init; }

    public required string Engine { get; init; }

    /// <summary>Gets the pace as a multiple of real time, or <see langword="null"/> for none.</summary>
    public required double? Speed { get; init; }

    public required bool Json { get; init; }

    /// <summary>Gets the format of headerless audio, or <see langword="null"/> for WAV files.</summary>
    public required PcmFormat? Raw { get; init; }

    public required LocalModelOptions Local { get; init; }
}
