namespace Mimi.Proof.Fuzzing;

/// <summary>Which cases to play.</summary>
/// <param name="Seed">Of all cases.</param>
/// <param name="First">The number of the first case.</param>
/// <param name="Cases">How many.</param>
internal sealed record FuzzPlan(long Seed, long First, long Cases)
{
    /// <summary>Gets how long one case may take. Far longer than any does, so that a loaded machine does not look like a hang.</summary>
    public TimeSpan CaseDeadline { get; init; } = TimeSpan.FromSeconds(60);

    public int Workers { get; init; } = Math.Max(2, Environment.ProcessorCount);

    public int CasesBetweenReports { get; init; } = 10_000;

    /// <summary>Gets after how many violations to stop.</summary>
    public int MaxViolations { get; init; } = 20;
}
