using Microsoft.AspNetCore.Http;
using Mimi.Server.Access;
using Mimi.Server.Accounts;
using Mimi.Server.Http;

namespace Mimi.Server.Tokens;

/// <summary>Finds out who asks for a token, and what may be granted.</summary>
internal sealed class TokenGrants(MimiServerOptions options) : IDisposable
{
    private const string WrongSecret = "The client_id or the client_secret is wrong for this grant_type.";

    private readonly SecretCheck _check = new();

    /// <summary>Decides about a token request.</summary>
    /// <exception cref="RefusedException">Something is missing or wrong.</exception>
    public async Task<Caller> GrantAsync(RequestForm form, CancellationToken cancellationToken)
    {
        string grant = form.Required("grant_type");
        string id = form.Required("client_id");
        string secret = form.Required("client_secret");
        var scopes = ScopeSet.Parse(form.Required("scope"));
        if (!GrantType.All.Contains(grant))
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, $"This grant_type is not known here. Send one of {string.Join(", ", GrantType.All)}.");
        }

        (string application, string? client) = Split(id);
        if (client is null != (grant == GrantType.Application))
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, grant == GrantType.Application ? "With this grant_type, client_id is the application's id alone." : "With this grant_type, client_id is 'APPLICATION_ID:CLIENT_ID'.");
        }

        ScopeSet allowed = options.Accounts is { } accounts
            ? await ProveAsync(accounts, application, client, secret, grant == GrantType.Client, cancellationToken).ConfigureAwait(false)
            : ScopeSet.Everything;
        return scopes.Names.Count > 0 && scopes.Names.All(allowed.Allows)
            ? new Caller(application, client, scopes)
            : throw new RefusedException(StatusCodes.Status400BadRequest, "Scope is not defined as client scope.");
    }

    /// <summary>Finds out who wants to revoke: a client by its own secret or its application's, an application by its own.</summary>
    /// <exception cref="RefusedException">Something is missing or wrong.</exception>
    public async Task<Caller> IdentifyAsync(RequestForm form, CancellationToken cancellationToken)
    {
        (string application, string? client) = Split(form.Required("client_id"));
        string secret = form.Required("client_secret");
        if (options.Accounts is { } accounts)
        {
            (Account? own, Account? of) = Find(accounts, application, client);
            bool known = await _check.MatchesAsync(own?.Secret, secret, cancellationToken).ConfigureAwait(false)
                || (of is not null && await _check.MatchesAsync(of.Secret, secret, cancellationToken).ConfigureAwait(false));
            if (!known)
            {
                throw new RefusedException(StatusCodes.Status401Unauthorized, WrongSecret);
            }
        }

        return new(application, client, ScopeSet.Everything);
    }

    public void Dispose() => _check.Dispose();

    private static (string Application, string? Client) Split(string id)
    {
        string[] parts = id.Split(':', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    /// <summary>Gets the account meant, and for a client also its application.</summary>
    private static (Account? Own, Account? Application) Find(MimiAccounts accounts, string application, string? client)
    {
        ApplicationAccount? found = accounts.Applications.GetValueOrDefault(application);
        return client is null ? (found?.Own, null) : found?.Clients.GetValueOrDefault(client) is { } known ? (known, found.Own) : default;
    }

    private async Task<ScopeSet> ProveAsync(MimiAccounts accounts, string application, string? client, string secret, bool byOwnSecret, CancellationToken cancellationToken)
    {
        (Account? own, Account? of) = Find(accounts, application, client);
        SecretHash? hash = client is null || byOwnSecret ? own?.Secret : of?.Secret;
        return await _check.MatchesAsync(hash, secret, cancellationToken).ConfigureAwait(false)
            ? own!.Scopes
            : throw new RefusedException(StatusCodes.Status401Unauthorized, WrongSecret);
    }
}
