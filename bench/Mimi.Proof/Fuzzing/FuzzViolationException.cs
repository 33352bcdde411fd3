namespace Mimi.Proof.Fuzzing;

/// <summary>A case showed something that must not be.</summary>
internal sealed class FuzzViolationException(string message, Exception? innerException = null) : Exception(message, innerException);
