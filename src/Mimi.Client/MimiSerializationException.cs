namespace Mimi.Client;

/// <summary>What the server sent is not what was expected: too large, binary, not UTF-8.</summary>
public class MimiSerializationException : MimiException
{
    /// <summary>Initializes a new instance of the <see cref="MimiSerializationException"/> class.</summary>
    /// <param name="message">What came, without its content.</param>
    /// <param name="innerException">The cause.</param>
    public MimiSerializationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
