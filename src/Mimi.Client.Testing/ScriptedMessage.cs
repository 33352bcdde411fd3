namespace Mimi.Client.Testing;

/// <summary>One thing that a scripted server was sent, in the order in which it came.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Text">The text of a command; <see langword="null"/> for anything else.</param>
public sealed record ScriptedMessage(ScriptedMessageKind Kind, int Bytes, string? Text = null);
