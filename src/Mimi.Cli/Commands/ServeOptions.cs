namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi serve</c> for. One property an option.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 8_710;

    public required int Port { get; init; }

    public required bool UseHttps { get; init; }

    public required bool IsStrict { get; init; }

    /// <summary>Gets the file that says who may get tokens, or <see langword="null"/>.</summary>
    public required string? AccountsFile { get; init; }

    /// <summary>Gets the file that says what is answered where there is no model, or <see langword="null"/>.</summary>
    public required string? ScenarioFile { get; init; }

    /// <summary>Gets the plan of faults, or <c>@</c> and a file with one, or <see langword="null"/>.</summary>
    public required string? Chaos { get; init; }

    public required bool EndsSessionsWithToken { get; init; }

    /// <summary>Gets how many sessions may be running, or <see langword="null"/> for as many as the recogniser keeps up with.</summary>
    public required int? MaxSessions { get; init; }

    public required LocalModelOptions Local { get; init; }
}
