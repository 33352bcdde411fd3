namespace Mimi.Client;

/// <summary>Numbers of libmimiio that mean the same here.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number; the first one again if it is one.</param>
/// <param name="EntryId">The entry of the catalogue; <see langword="null"/> if nothing of that kind can happen here.</param>
/// <param name="Note">Why there is no entry, or what else to know.</param>
internal sealed record LibmimiioCode(int First, int Last, string? EntryId, string? Note = null);
