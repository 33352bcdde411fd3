namespace Mimi.Client;

/// <summary>The network failed: no connection could be made, or it was lost.</summary>
public class MimiIOException : MimiException
{
    /// <summary>Initializes a new instance of the <see cref="MimiIOException"/> class.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="innerException">The cause.</param>
    public MimiIOException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal MimiIOException(string message, string entryId, Exception? innerException = null)
        : base(message, innerException) => EntryId = entryId;
}
