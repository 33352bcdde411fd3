namespace Mimi.Client.Tokens;

/// <summary>What the token service says of a token.</summary>
public sealed class MimiTokenValidation
{
    /// <summary>Gets the status of the token (<c>tokenStatus</c>) as the service words it. Which words there are is not documented.</summary>
    /// <value><see langword="null"/> if the answer has none.</value>
    public string? Status { get; init; }

    /// <summary>Gets the answer as it came.</summary>
    public required string RawJson { get; init; }

    /// <summary>Says the status, and nothing else of the answer.</summary>
    /// <returns>The status.</returns>
    public override string ToString() => $"token status: {Status ?? "not told"}";
}
