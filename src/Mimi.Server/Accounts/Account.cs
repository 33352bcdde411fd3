using Mimi.Server.Access;

namespace Mimi.Server.Accounts;

/// <summary>An application, or a client of one.</summary>
/// <param name="Secret">What it proves itself with; null for a client that only its application speaks for.</param>
/// <param name="Scopes">What it may ask for.</param>
internal sealed record Account(SecretHash? Secret, ScopeSet Scopes);
