namespace Mimi.Client.Testing;

/// <summary>One step of a script.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Play">Plays it.</param>
internal sealed record ScriptStep(string Name, Func<ScriptedSession, CancellationToken, Task> Play);
