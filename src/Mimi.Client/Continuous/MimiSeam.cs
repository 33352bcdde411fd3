namespace Mimi.Client.Continuous;

/// <summary>One connection took over from another. It comes at its place among the determined texts.</summary>
public sealed record MimiSeam : MimiContinuousEvent
{
    internal MimiSeam()
    {
    }

    /// <summary>Gets the first sample that the new connection is given.</summary>
    public long Sample { get; internal init; }

    /// <summary>Gets where that is.</summary>
    public TimeSpan Position { get; internal init; }

    /// <summary>Gets why.</summary>
    public MimiSeamReason Reason { get; internal init; }
}
