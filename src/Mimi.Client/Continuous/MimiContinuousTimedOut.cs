namespace Mimi.Client.Continuous;

/// <summary>The deadline passed. The session is disconnected, and gap events tell what has no determined text.</summary>
/// <param name="UnansweredAudio">How much audio has none.</param>
public sealed record MimiContinuousTimedOut(TimeSpan UnansweredAudio) : MimiContinuousCompletion;
