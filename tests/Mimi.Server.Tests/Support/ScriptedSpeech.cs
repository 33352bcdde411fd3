using System.Collections.Concurrent;
using System.Threading.Channels;
using Mimi.Speech;

namespace Mimi.Server.Tests.Support;

/// <summary>A recognizer that hears what its script says, once enough audio has come. Everything around it is real.</summary>
internal sealed class ScriptedSpeech : ISpeechRecognizerSource, ISpeechRecognizer
{
    private readonly Channel<ScriptedStream> _opened = Channel.CreateUnbounded<ScriptedStream>();

    /// <summary>Gets what is heard, and at which audio time it comes out. What lies behind the audio's end comes at the end, if it is final.</summary>
    public IReadOnlyList<ScriptedSegment> Script { get; init; } = [];

    /// <summary>Gets what is heard at the end, computed from what came.</summary>
    public Func<ScriptedStream, SpeechSegment>? Last { get; init; }

    /// <summary>Gets what happens in each write, such as waiting or failing.</summary>
    public Func<ScriptedStream, CancellationToken, Task>? OnWrite { get; init; }

    /// <summary>Gets what happens between the end of the audio and the last segments, such as decoding that takes long.</summary>
    public Func<ScriptedStream, CancellationToken, Task>? OnLast { get; init; }

    public Func<Exception>? OpenFailure { get; init; }

    /// <summary>Gets or sets why the model cannot be had, as long as it cannot.</summary>
    public Exception? LoadFailure { get; set; }

    public IReadOnlyList<string> Languages { get; init; } = ["ja", "en", "zh-TW"];

    public ConcurrentQueue<string> AskedFor { get; } = [];

    public bool IsDisposed { get; private set; }

    public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default)
    {
        AskedFor.Enqueue(language);
        if (LoadFailure is not null)
        {
            throw LoadFailure;
        }

        return Languages.Contains(language)
            ? ValueTask.FromResult<ISpeechRecognizer>(this)
            : throw new SpeechUnavailableException($"There is no model for '{language}'. 「モデル」を追加してください。") { IsLanguageUnknown = true };
    }

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null)
    {
        if (OpenFailure is not null)
        {
            throw OpenFailure();
        }

        var stream = new ScriptedStream(this, options ?? new());
        _opened.Writer.TryWrite(stream);
        return stream;
    }

    /// <summary>Waits for the next stream that the server opens.</summary>
    public ValueTask<ScriptedStream> OpenedAsync(CancellationToken cancellationToken) => _opened.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
