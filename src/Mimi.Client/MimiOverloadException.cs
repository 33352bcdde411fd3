namespace Mimi.Client;

/// <summary>There was no room for audio, and <see cref="MimiOverload.Fail"/> was asked for.</summary>
public sealed class MimiOverloadException : MimiException
{
    /// <summary>Initializes a new instance of the <see cref="MimiOverloadException"/> class.</summary>
    /// <param name="message">What was full.</param>
    public MimiOverloadException(string message)
        : base(message, null)
    {
    }
}
