namespace Mimi.Client.Continuous;

/// <summary>All audio has its determined text, gaps aside that were told before. All events are there to be read.</summary>
public sealed record MimiContinuousCompleted : MimiContinuousCompletion;
