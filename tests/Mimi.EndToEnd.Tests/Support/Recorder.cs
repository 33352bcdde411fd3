using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mimi.Speech;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>A recognizer that records what the server hears, and understands nothing.</summary>
internal sealed class Recorder : ISpeechRecognizerSource, ISpeechRecognizer
{
    private readonly Channel<List<float>> _recordings = Channel.CreateUnbounded<List<float>>();

    public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default) => ValueTask.FromResult<ISpeechRecognizer>(this);

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null) => new Recording(_recordings.Writer);

    /// <summary>Gets the samples of the utterance that has ended next.</summary>
    public ValueTask<List<float>> RecordedAsync(CancellationToken cancellationToken) => _recordings.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Recording(ChannelWriter<List<float>> recordings) : ISpeechStream
    {
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<float> _samples = [];

        public ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
        {
            _samples.AddRange(samples.Span);
            return ValueTask.CompletedTask;
        }

        public void Complete()
        {
            recordings.TryWrite(_samples);
            _complete.SetResult();
        }

        public async IAsyncEnumerable<SpeechSegment> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await _complete.Task.WaitAsync(cancellationToken);
            yield break;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
