using Mimi.Server.Access;
using Mimi.Server.Configuration;

namespace Mimi.Server.Accounts;

/// <summary>Turns the accounts as written into accounts, or says what is wrong with them.</summary>
internal sealed class AccountsReader(ConfigurationFile file)
{
    /// <summary>HMAC-SHA256 wants a key as long as its hash (RFC 7518, section 3.2).</summary>
    private const int MinKeyBytes = 32;

    public (byte[]? SigningKey, IReadOnlyDictionary<string, ApplicationAccount> Applications) Read(string json)
    {
        AccountsFile accounts = file.Parse(json, AccountsJson.Default.AccountsFile);
        Dictionary<string, ApplicationAccount> applications = new(StringComparer.Ordinal);
        foreach ((int i, ApplicationEntry? entry) in (accounts.Applications ?? []).Index())
        {
            string where = $"applications[{i}]";
            ApplicationEntry application = file.Checked(entry, AccountsJson.Default.ApplicationEntry, where);
            Add(applications, application.Id, ReadApplication(application, where), where);
        }

        return applications.Count == 0
            ? throw file.Error("applications", "there must be one at least")
            : (ReadKey(accounts.SigningKey), applications);
    }

    private ApplicationAccount ReadApplication(ApplicationEntry application, string where)
    {
        var own = new Account(ReadSecret(application.Secret, where), ReadScopes(application.Scopes, where));
        Dictionary<string, Account> clients = new(StringComparer.Ordinal);
        foreach ((int i, ClientEntry? entry) in (application.Clients ?? []).Index())
        {
            string at = $"{where}.clients[{i}]";
            ClientEntry client = file.Checked(entry, AccountsJson.Default.ClientEntry, at);
            Add(clients, client.Id, new Account(ReadSecret(client.Secret, at), client.Scopes is null ? own.Scopes : ReadScopes(client.Scopes, at)), at);
        }

        return new(own, clients);
    }

    private void Add<T>(Dictionary<string, T> accounts, string? id, T account, string where)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Contains(':', StringComparison.Ordinal))
        {
            throw file.Error(where, "'id' must be there, without a colon");
        }

        if (!accounts.TryAdd(id, account))
        {
            throw file.Error(where, $"the id '{id}' is there twice");
        }
    }

    private SecretHash? ReadSecret(string? secret, string where) =>
        secret is null ? null : SecretHash.TryParse(secret) ?? throw file.Error(where, "'secret' must be a hash as MimiAccounts.HashSecret makes it, not the secret itself");

    private ScopeSet ReadScopes(List<string>? scopes, string where) =>
        scopes is null || scopes.Any(static scope => string.IsNullOrEmpty(scope) || scope.Any(static letter => letter == ';' || char.IsWhiteSpace(letter)))
            ? throw file.Error(where, "'scopes' must be a list such as [\"asr/websocket-api-service\"], or [\"*\"] for all")
            : ScopeSet.Of(scopes.Select(Scope.Expand));

    private byte[]? ReadKey(string? key)
    {
        byte[] bytes = new byte[key?.Length ?? 0];
        return key is null ? null
            : Convert.TryFromBase64String(key, bytes, out int count) && count >= MinKeyBytes ? bytes[..count]
            : throw file.Error("signingKey", $"it must be {MinKeyBytes} random bytes or more, in base64");
    }
}
