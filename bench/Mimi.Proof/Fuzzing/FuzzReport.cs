namespace Mimi.Proof.Fuzzing;

/// <summary>How a run ended.</summary>
internal sealed record FuzzReport(long Cases, TimeSpan Time, IReadOnlyDictionary<string, long> Outcomes, IReadOnlyList<string> Violations);
