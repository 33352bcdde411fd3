using Mimi.Speech;

namespace Mimi.Server.Tests.Support;

/// <summary>Scripted speech that says what it can bear.</summary>
internal sealed class MeasuredSpeech(ScriptedSpeech speech) : ISpeechRecognizerSource, ISpeechRecognizer, ISpeechCapacity
{
    public double StreamLoad { get; set; } = 0.000_001;

    public TimeSpan Lag { get; set; }

    public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default) => ValueTask.FromResult<ISpeechRecognizer>(this);

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null) => speech.OpenStream(options);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
