namespace Mimi.Server.Accounts;

/// <summary>An application and its clients by their ids.</summary>
internal sealed record ApplicationAccount(Account Own, IReadOnlyDictionary<string, Account> Clients);
