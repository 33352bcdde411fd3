namespace Mimi.Speech;

/// <summary>Finds the recognizer of a language.</summary>
public interface ISpeechRecognizerSource : IAsyncDisposable
{
    /// <summary>Gets the recognizer of a language, loading it first if need be.</summary>
    /// <param name="language">A language as mimi names it, such as <c>en</c> or <c>zh-TW</c>.</param>
    /// <param name="cancellationToken">Cancels the wait; a load that others wait for goes on.</param>
    /// <returns>The recognizer. The source owns it.</returns>
    /// <exception cref="SpeechUnavailableException">There is no recognizer for the language, or it cannot be loaded; the message says how to add one. Set <see cref="SpeechUnavailableException.IsLanguageUnknown"/> in the first case: whoever is told otherwise asks again.</exception>
    ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default);
}
