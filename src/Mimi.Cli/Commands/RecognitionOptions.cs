using Mimi.Client;

namespace Mimi.Cli.Commands;

/// <summary>How speech is recognised, and by whom: what all commands that recognise have in common.</summary>
internal sealed record RecognitionOptions
{
    public required Uri? Url { get; init; }

    public required Uri? TokenService { get; init; }

    public required string Service { get; init; }

    public required string Language { get; init; }

    public required string Engine { get; init; }

    public required LocalModelOptions Local { get; init; }

    /// <summary>Gets how the audio goes over the wire.</summary>
    public required MimiWireEncoding Encoding { get; init; }

    public bool Http { get; init; }

    /// <summary>Gets the pace as a multiple of real time, or <see langword="null"/> for none.</summary>
    public double? Speed { get; init; }
}
