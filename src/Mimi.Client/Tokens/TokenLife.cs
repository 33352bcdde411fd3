namespace Mimi.Client.Tokens;

/// <summary>A token of a credential, and from when on it is renewed.</summary>
internal sealed class TokenLife(MimiAccessToken token, long received, bool wasRefusal)
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _margin = token.ExpiresIn / 10 < LongestMargin ? token.ExpiresIn / 10 : LongestMargin;

    public string Value => token.AccessToken;

    public DateTimeOffset ExpiresAt => token.ExpiresAt;

    /// <summary>Gets the time stamp at which the token was received.</summary>
    public long Received => received;

    /// <summary>Gets whether it was got in place of one that a server refused.</summary>
    public bool WasRefusal => wasRefusal;

    /// <summary>Gets from when on it is renewed in the background.</summary>
    public DateTimeOffset RenewAt => token.ExpiresAt - _margin;

    /// <summary>Gets from when on it is not given out any more: it could expire on its way, or by the server's clock.</summary>
    public DateTimeOffset StaleAt => token.ExpiresAt - (_margin / 10);
}
