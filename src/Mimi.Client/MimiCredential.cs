using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Gets a token in place of one that a server has just refused with 401.</summary>
    /// <param name="refusedToken">The token that was refused.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller.</param>
    /// <returns>
    /// Another token, for which the refused request is repeated once; or <paramref name="refusedToken"/> itself if there is no other, and then the refusal stands. mimi also answers 401
    /// to a wrong scope, a wrong process and a quota that is used up, so a new token does not always help.
    /// </returns>
    /// <remarks>
    /// A credential that overrides this renews its token only if <paramref name="refusedToken"/> is still the current one: else another caller has renewed it already. The base class asks
    /// <see cref="GetTokenAsync"/> again.
    /// </remarks>
    /// <exception cref="MimiException">No token could be had.</exception>
    public virtual ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken) => GetTokenAsync(cancellationToken);

    /// <summary>Says whether a header can carry a token.</summary>
    internal static bool IsToken([NotNullWhen(true)] string? token) => !string.IsNullOrEmpty(token) && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    private sealed class FixedCredential : MimiCredential
    {
        private readonly string _accessToken;

        public FixedCredential(string accessToken)
        {
            ArgumentException.ThrowIfNullOrEmpty(accessToken);
            if (!IsToken(accessToken))
            {
                throw new ArgumentException("The access token has blanks, line ends or other characters that an HTTP header cannot carry; pass the bare token.", nameof(accessToken));
            }

            _accessToken = accessToken;
        }

        public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => new(_accessToken);

        public override string ToString() => "a fixed access token";
    }
}
