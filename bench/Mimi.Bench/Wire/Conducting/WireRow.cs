using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Conducting;

/// <summary>A row of the table: what all contestants do, and what of it is compared.</summary>
/// <param name="Id">What the command calls it.</param>
/// <param name="Title">What it is.</param>
/// <param name="Job">What they are told to do.</param>
/// <param name="Check">What their figures must show.</param>
/// <param name="Contestants">Who does it. The last one is what the others are compared with.</param>
internal sealed record WireRow(string Id, string Title, WireJob Job, long Check, string[] Contestants)
{
    /// <summary>Gets how many rounds are not counted at most. Fewer are not when no runtime compiles any more.</summary>
    public int MaxWarmups { get; init; } = 80;

    /// <summary>Gets by how much the bytes are divided.</summary>
    public double Operations => (double)Job.Sessions * Job.Count;

    /// <summary>Gets the most rounds that make sense: some take long.</summary>
    public int MaxRounds { get; init; } = int.MaxValue;
}
