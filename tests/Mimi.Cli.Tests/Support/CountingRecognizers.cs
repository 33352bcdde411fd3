using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mimi.Speech;

namespace Mimi.Cli.Support;

/// <summary>Recognises one number for each second of audio, exactly: in English, and in Japanese.</summary>
internal sealed class CountingRecognizers : ISpeechRecognizerSource, ISpeechRecognizer
{
    private static readonly string[] English = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    private static readonly string[] Japanese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isJapanese;

    /// <summary>Gets the moment when the first second was heard.</summary>
    public Task Heard => _heard.Task;

    /// <summary>Gets or sets whether utterances end; one that does not never has a final result.</summary>
    public bool Ends { get; set; } = true;

    public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default)
    {
        _isJapanese = language == "ja";
        return language is "en" or "ja" ? new(this) : throw new SpeechUnavailableException($"There is no recognizer for {language}.") { IsLanguageUnknown = true };
    }

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null) => new Stream(_isJapanese, Ends, options?.TemporaryInterval is not null, _heard);

    public ValueTask DisposeAsync() => default;

    private sealed class Stream(bool isJapanese, bool ends, bool hasTemporaries, TaskCompletionSource heard) : ISpeechStream
    {
        private readonly Channel<SpeechSegment> _segments = Channel.CreateUnbounded<SpeechSegment>();
        private long _samples;
        private int _seconds;

        public ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
        {
            _samples += samples.Length;
            while (_samples >= (_seconds + 1) * 16_000L)
            {
                _seconds++;
                heard.TrySetResult();
                if (hasTemporaries)
                {
                    _segments.Writer.TryWrite(Segment(isFinal: false));
                }
            }

            return default;
        }

        public void Complete()
        {
            if (ends)
            {
                _segments.Writer.TryWrite(Segment(isFinal: true));
                _segments.Writer.TryComplete();
            }
        }

        public async IAsyncEnumerable<SpeechSegment> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (SpeechSegment segment in _segments.Reader.ReadAllAsync(cancellationToken))
            {
                yield return segment;
            }
        }

        public ValueTask DisposeAsync()
        {
            _segments.Writer.TryComplete();
            return default;
        }

        private SpeechSegment Segment(bool isFinal)
        {
            string text = isJapanese ? string.Concat(Japanese.Take(_seconds)) : string.Join(' ', English.Take(_seconds));
            return new(0, isFinal, text, TimeSpan.Zero, TimeSpan.FromSeconds(_seconds));
        }
    }
}
