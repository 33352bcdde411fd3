namespace Mimi.Server.Access;

/// <summary>Who sends a request.</summary>
/// <param name="Application">The application; null for a caller who may speak for all of them.</param>
/// <param name="Client">The client; null for the application itself.</param>
/// <param name="Scopes">What was granted.</param>
internal sealed record Caller(string? Application, string? Client, ScopeSet Scopes)
{
    /// <summary>Everybody in open mode, and who shows the fixed token.</summary>
    public static readonly Caller Unlimited = new(null, null, ScopeSet.Everything);

    /// <summary>Gets when the caller's token ends; null for one that never does.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Tells whether the caller is a client, or its application, or unlimited.</summary>
    public bool SpeaksFor(string application, string? client) =>
        Application is null || (Application == application && (Client is null || Client == client));
}
