namespace Mimi.Client.Testing.Http;

/// <summary>What happens to one attempt to open a session: it is refused, lost, or accepted and played.</summary>
/// <param name="Script">What is played; <see langword="null"/> if it is not accepted.</param>
/// <param name="Refusal">How it is refused; <see langword="null"/> with no script loses the connection.</param>
internal sealed record ScriptedTurn(SessionScript? Script, ScriptedAnswer? Refusal);
