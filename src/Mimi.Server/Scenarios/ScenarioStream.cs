using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;
using Mimi.Speech;

namespace Mimi.Server.Scenarios;

/// <summary>Hears what the scenario says once enough audio has come. Finals always come, at the end of the audio at the latest.</summary>
internal sealed class ScenarioStream(ScenarioPerformance performance, bool reportsTemporary) : ISpeechStream
{
    private const int SampleRate = 16_000;

    private readonly Channel<SpeechSegment> _segments = Channel.CreateUnbounded<SpeechSegment>(new() { SingleWriter = true }); // As many as the file has.
    private long _samples;
    private int _played;

    private TimeSpan Heard => TimeSpan.FromTicks(_samples * TimeSpan.TicksPerSecond / SampleRate);

    public ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
    {
        _samples += samples.Length;
        if (performance.Chosen is { } entry)
        {
            for (; _played < entry.Cues.Count && entry.Cues[_played].At <= Heard; _played++)
            {
                Play(entry.Cues[_played].Segment);
            }
        }

        return ValueTask.CompletedTask;
    }

    public void Complete()
    {
        if (performance.Choose(Heard) is not { } entry)
        {
            _segments.Writer.Complete(new RefusedException(
                StatusCodes.Status501NotImplemented,
                string.Create(CultureInfo.InvariantCulture, $"No entry of the scenario for '{performance.Service}' takes {Heard.TotalMilliseconds:0} ms of audio.")));
            return;
        }

        foreach (ScenarioCue cue in entry.Cues.Skip(_played).Where(static cue => cue.Segment.IsFinal))
        {
            Play(cue.Segment);
        }

        _segments.Writer.Complete();
    }

    public IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken = default) => _segments.Reader.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _segments.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Play(SpeechSegment segment)
    {
        if (segment.IsFinal || reportsTemporary)
        {
            _segments.Writer.TryWrite(segment);
        }
    }
}
