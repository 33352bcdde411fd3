namespace Mimi.Speech;

/// <summary>Speaks text, any number of texts at a time.</summary>
public interface ISpeechSynthesizer : IAsyncDisposable
{
    /// <summary>Speaks a text.</summary>
    /// <param name="request">What to say, and how.</param>
    /// <param name="cancellationToken">Cancels the synthesis, and ends whatever program does it.</param>
    /// <returns>The samples: 16,000 Hz, 16 bits, one channel.</returns>
    /// <exception cref="SpeechUnavailableException">There is no voice for the language, or its engine is not installed; the message names the package to install.</exception>
    Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken = default);
}
