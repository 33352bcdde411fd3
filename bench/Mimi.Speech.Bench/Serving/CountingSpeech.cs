namespace Mimi.Speech.Bench.Serving;

/// <summary>Scripted results in place of a recognizer: it hears how much audio came, and whether it is the right audio.</summary>
internal sealed class CountingSpeech : ISpeechRecognizerSource, ISpeechRecognizer
{
    public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default) => ValueTask.FromResult<ISpeechRecognizer>(this);

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null) => new CountingStream();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
