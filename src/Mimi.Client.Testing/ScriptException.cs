namespace Mimi.Client.Testing;

/// <summary>A script of <see cref="ScriptedMimi"/> was not played as it was written. The message says which session, which step and why.</summary>
public sealed class ScriptException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ScriptException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public ScriptException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether the script is all right, but the client left before its end.</summary>
    internal bool HasClientLeft { get; init; }
}
