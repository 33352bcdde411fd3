namespace Mimi.Server.Access;

/// <summary>What somebody may ask for, or has been given.</summary>
internal sealed class ScopeSet
{
    private const char Separator = ';';
    private const char TokenSeparator = ' '; // RFC 8693, section 4.2.

    private readonly HashSet<string> _scopes;

    private ScopeSet(HashSet<string> scopes) => _scopes = scopes;

    public static ScopeSet Everything { get; } = Of([Scope.All]);

    public IReadOnlyCollection<string> Names => _scopes;

    public static ScopeSet Of(IEnumerable<string> scopes) => new(scopes.Select(Scope.Canonical).ToHashSet(StringComparer.Ordinal));

    /// <summary>Reads what a token request asks for.</summary>
    public static ScopeSet Parse(string value) => Of(value.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Reads what <see cref="ToClaim"/> has written.</summary>
    public static ScopeSet FromClaim(string claim) => Of(claim.Split(TokenSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Scope.Expand));

    public string ToClaim() => string.Join(TokenSeparator, _scopes.Select(Scope.Shorten));

    public bool Allows(string scope) => scope != Scope.All && (_scopes.Contains(scope) || (_scopes.Contains(Scope.All) && scope.StartsWith(Scope.Prefix, StringComparison.Ordinal)));
}
