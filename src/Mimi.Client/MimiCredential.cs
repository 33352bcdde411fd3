namespace Mimi.Client;

/// <summary>Supplies the access token of each request and session.</summary>
/// <remarks>Safe for concurrent use; one instance is shared by every client. Derive from it to get tokens from elsewhere.</remarks>
public abstract class MimiCredential
{
    /// <summary>Makes a credential of one token, which is never renewed. mimi's tokens live 60 minutes (https://mimi.readme.io/docs/faq).</summary>
    /// <param name="accessToken">The access token.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException"><paramref name="accessToken"/> is empty, or has characters that an HTTP header cannot carry.</exception>
    public static MimiCredential FromToken(string accessToken) => new FixedCredential(accessToken);

    /// <summary>Gets a token that is valid now.</summary>
    /// <param name="cancellationToken">Cancels the wait of this caller.</param>
    /// <returns>The token, without a scheme such as <c>Bearer</c>.</returns>
    /// <exception cref="MimiException">No token could be had.</exception>
    public abstract ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);

    private sealed class FixedCredential : MimiCredential
    {
        private readonly string _accessToken;

        public FixedCredential(string accessToken)
        {
            ArgumentException.ThrowIfNullOrEmpty(accessToken);
            if (accessToken.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                throw new ArgumentException("The access token has blanks, line ends or other characters that an HTTP header cannot carry; pass the bare token.", nameof(accessToken));
            }

            _accessToken = accessToken;
        }

        public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => new(_accessToken);

        public override string ToString() => "a fixed access token";
    }
}
