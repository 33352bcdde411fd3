namespace Mimi.Proof.Soak;

/// <summary>How much is soaked, and how fast.</summary>
/// <param name="Sessions">How many speak at once.</param>
/// <param name="Minutes">How much audio each of them has.</param>
/// <param name="Speed">How many times as fast as the world's the clock of the sessions runs.</param>
/// <param name="Seed">Decides who is what, and which connections fail and how.</param>
internal sealed record SoakPlan(int Sessions, double Minutes, int Speed, long Seed)
{
    /// <summary>Gets how much each of them speaks before, in sessions that end: what the process keeps for good is not a leak.</summary>
    public double WarmUpMinutes { get; init; } = Math.Max(0.5, Minutes / 12);

    /// <summary>Gets how many of all connections fail on the way.</summary>
    public double FaultRate { get; init; } = 0.125;

    /// <summary>Gets how often everybody rests in between, so that equal moments can be compared.</summary>
    public int Rests { get; init; } = 6;

    /// <summary>Gets a value indicating whether nothing else goes on in the process, so that its memory, files and timers are looked at, too.</summary>
    public bool OwnsProcess { get; init; } = true;

    /// <summary>Gets a value indicating whether async methods that wait are counted, too. It costs time.</summary>
    public bool CountsTasks { get; init; }
}
