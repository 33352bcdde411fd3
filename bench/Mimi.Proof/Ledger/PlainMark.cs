namespace Mimi.Proof.Ledger;

/// <summary>What the session says about one sample of the connection.</summary>
/// <param name="Sample">Which sample of the connection.</param>
/// <param name="AudioTime">When it is in the user's audio, as the session says.</param>
internal sealed record PlainMark(long Sample, TimeSpan AudioTime);
