namespace Mimi.Speech;

/// <summary>No recognizer can be had. The message is for the user, and says what to do.</summary>
public sealed class SpeechUnavailableException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="SpeechUnavailableException"/> class.</summary>
    /// <param name="message">What is missing, and how to get it.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public SpeechUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether the language itself is not offered, so that trying again is of no use; else something is missing or failed that may come.</summary>
    public bool IsLanguageUnknown { get; init; }
}
