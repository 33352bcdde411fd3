namespace Mimi.Chaos;

/// <summary>A fault that has happened.</summary>
/// <param name="Connection">Which connection it happened to, counted from 1.</param>
/// <param name="Fault">What went wrong.</param>
/// <param name="ClientBytes">How many bytes the client had sent by then that were passed on, counted as in <see cref="ChaosFault.AfterBytes"/>.</param>
/// <param name="ServerMessages">How many text messages of the server had been passed on by then.</param>
public sealed record ChaosEvent(int Connection, ChaosFault Fault, long ClientBytes, int ServerMessages);
