namespace Mimi.Client.Continuous;

/// <summary>Audio that has no determined text and never will have one. It comes at its place among the determined texts.</summary>
public sealed record MimiGapEvent : MimiContinuousEvent
{
    internal MimiGapEvent()
    {
    }

    /// <summary>Gets the first sample that is lost.</summary>
    public long StartSample { get; internal init; }

    /// <summary>Gets how many samples are lost.</summary>
    public long SampleCount { get; internal init; }

    /// <summary>Gets where the loss begins.</summary>
    public TimeSpan Start { get; internal init; }

    /// <summary>Gets how long it is.</summary>
    public TimeSpan Length { get; internal init; }

    /// <summary>Gets why it was lost.</summary>
    public MimiGapReason Reason { get; internal init; }
}
