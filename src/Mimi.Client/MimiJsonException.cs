namespace Mimi.Client;

/// <summary>What the server sent is not JSON, or not the JSON that was expected.</summary>
public sealed class MimiJsonException : MimiSerializationException
{
    /// <summary>Initializes a new instance of the <see cref="MimiJsonException"/> class.</summary>
    /// <param name="message">What came, without its content.</param>
    /// <param name="innerException">The cause.</param>
    public MimiJsonException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
