namespace Mimi.Audio.Capture;

/// <summary>Audio cannot be captured, or can no longer. The message is for the user: it says what is missing and what to install, to start or to choose.</summary>
public sealed class AudioCaptureException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="AudioCaptureException"/> class.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public AudioCaptureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
