namespace Mimi.Speech;

/// <summary>Recognizes speech, any number of streams at a time.</summary>
public interface ISpeechRecognizer : IAsyncDisposable
{
    /// <summary>Opens a stream for one utterance.</summary>
    /// <param name="options">What the stream should report, or <see langword="null"/> for final segments only.</param>
    /// <returns>An open stream. The caller disposes it.</returns>
    ISpeechStream OpenStream(SpeechStreamOptions? options = null);
}
