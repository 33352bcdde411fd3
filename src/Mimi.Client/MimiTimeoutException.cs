namespace Mimi.Client;

/// <summary>The other side took too long.</summary>
public sealed class MimiTimeoutException : MimiIOException
{
    /// <summary>Initializes a new instance of the <see cref="MimiTimeoutException"/> class.</summary>
    /// <param name="message">What was waited for.</param>
    /// <param name="timeout">How long it was waited for.</param>
    /// <param name="innerException">The cause.</param>
    public MimiTimeoutException(string message, TimeSpan timeout, Exception? innerException = null)
        : base(message, "timeout", innerException)
    {
        Timeout = timeout;
    }

    internal MimiTimeoutException(string message, TimeSpan timeout, string entryId, Exception? innerException)
        : base(message, entryId, innerException) => Timeout = timeout;

    /// <summary>Gets how long the other side was waited for.</summary>
    public TimeSpan Timeout { get; }
}
