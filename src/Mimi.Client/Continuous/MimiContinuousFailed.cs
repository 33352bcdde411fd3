namespace Mimi.Client.Continuous;

/// <summary>The session failed, or was cancelled, before its end.</summary>
/// <param name="Cause">How it failed, which is also what the events end with; an <see cref="InvalidOperationException"/> if it was cancelled.</param>
public sealed record MimiContinuousFailed(Exception Cause) : MimiContinuousCompletion;
