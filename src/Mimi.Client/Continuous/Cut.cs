namespace Mimi.Client.Continuous;

/// <summary>Where an utterance ends, and why.</summary>
internal readonly record struct Cut(long Position, MimiSeamReason Reason);
