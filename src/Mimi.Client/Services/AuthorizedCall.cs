using System.Net;

namespace Mimi.Client.Services;

/// <summary>Gives one call, or one opening of a session, its token, and a new one if the server refuses it: once, however often the call is tried.</summary>
internal sealed class AuthorizedCall(MimiCredential? credential)
{
    private bool _isRenewed;

    /// <summary>Gets whether the last try had a token, or needed none, and so failed for another reason than a credential's.</summary>
    public bool HasToken { get; private set; }

    /// <summary>Tries, and if the answer is 401 and the credential has another token then, tries once more.</summary>
    /// <param name="attempt">Is given the token, or <see langword="null"/> if there is no credential.</param>
    /// <param name="canRepeat">Says whether everything can be sent once more. Asked after a refusal only.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public Task<T> RunAsync<T>(Func<string?, CancellationToken, Task<T>> attempt, Func<bool> canRepeat, CancellationToken cancellationToken)
    {
        HasToken = credential is null;
        return credential is null ? attempt(null, cancellationToken) : RunWithTokenAsync(attempt, canRepeat, cancellationToken);
    }

    private async Task<T> RunWithTokenAsync<T>(Func<string?, CancellationToken, Task<T>> attempt, Func<bool> canRepeat, CancellationToken cancellationToken)
    {
        string token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await attempt(token, cancellationToken).ConfigureAwait(false);
        }
        catch (MimiServiceException e) when (e.StatusCode == HttpStatusCode.Unauthorized && !_isRenewed)
        {
            // Renewed even where this call cannot be repeated: the next one is better off.
            string renewed = await RefreshAsync(token, cancellationToken).ConfigureAwait(false);
            if (renewed == token || !canRepeat())
            {
                throw;
            }

            token = renewed;
        }

        return await attempt(token, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        string token = Checked(await credential!.GetTokenAsync(cancellationToken).ConfigureAwait(false));
        HasToken = true;
        return token;
    }

    private async ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        _isRenewed = true;
        HasToken = false;
        string token = Checked(await credential!.RefreshAsync(refusedToken, cancellationToken).ConfigureAwait(false));
        HasToken = true;
        return token;
    }

    private static string Checked(string? token) => MimiCredential.IsToken(token)
        ? token
        : throw new InvalidOperationException("The credential gave a token that is empty, or has characters that an HTTP header cannot carry.");
}
