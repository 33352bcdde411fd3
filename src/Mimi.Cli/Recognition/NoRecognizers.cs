using Mimi.Speech;

namespace Mimi.Cli.Recognition;

/// <summary>For a local mimi that recognises no words: nothing is loaded, and no folder for models is needed.</summary>
internal sealed class NoRecognizers : ISpeechRecognizerSource
{
    public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default) =>
        throw new SpeechUnavailableException("This mimi recognizes nothing.");

    public ValueTask DisposeAsync() => default;
}
