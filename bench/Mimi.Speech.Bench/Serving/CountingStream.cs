using System.Threading.Channels;

namespace Mimi.Speech.Bench.Serving;

/// <summary>Says after each second of audio how far it has heard, and at the end what.</summary>
internal sealed class CountingStream : ISpeechStream
{
    public const int SampleRate = 16_000;

    private readonly Channel<SpeechSegment> _segments = Channel.CreateUnbounded<SpeechSegment>(new() { SingleReader = true, SingleWriter = true });
    private readonly AudioDigest _digest = new();
    private long _told;

    private TimeSpan Heard => TimeSpan.FromTicks(_digest.Samples * TimeSpan.TicksPerSecond / SampleRate);

    public ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
    {
        _digest.Add(samples.Span);
        if (_digest.Samples - _told >= SampleRate)
        {
            _told = _digest.Samples;
            _segments.Writer.TryWrite(new(0, false, "heard", TimeSpan.Zero, Heard));
        }

        return ValueTask.CompletedTask;
    }

    public void Complete()
    {
        _segments.Writer.TryWrite(new(0, true, _digest.ToString(), TimeSpan.Zero, Heard));
        _segments.Writer.Complete();
    }

    public IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken = default) => _segments.Reader.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _segments.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
