namespace Mimi.Speech.Voices;

/// <summary>Speaks one language. Any number of texts at a time.</summary>
internal interface ISpeechVoice
{
    /// <exception cref="SpeechUnavailableException">The engine is missing or fails.</exception>
    Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken);
}
