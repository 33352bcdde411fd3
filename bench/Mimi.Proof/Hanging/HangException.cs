namespace Mimi.Proof.Hanging;

/// <summary>Something did not end in time. The message says what was pending where.</summary>
internal sealed class HangException(string message) : TimeoutException(message);
