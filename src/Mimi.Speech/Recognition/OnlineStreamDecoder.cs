using Mimi.Speech.Native;

namespace Mimi.Speech.Recognition;

/// <summary>Passes a stream through a streaming model, which finds the ends of utterances itself.</summary>
internal sealed class OnlineStreamDecoder : IStreamDecoder
{
    private const int Step = SpeechAudio.SampleRate / 10;
    private const int TailSamples = SpeechAudio.SampleRate / 2; // Streaming models look ahead; without it the last word stays inside.
    private const float LastTokenSeconds = 0.1f; // A result says when its last token begins, not when it ends.

    private readonly OnlineModelStream _stream;
    private readonly long? _interval;
    private long _position;
    private long _utterance; // Where the model was reset last.
    private long _temporaryAt;
    private string _shown = "";
    private int _index;

    public OnlineStreamDecoder(OnlineModelStream stream, TimeSpan? interval)
    {
        _stream = stream;
        _interval = interval is { } value ? SpeechAudio.Samples(value) : null;
    }

    public bool HasFinal { get; private set; }

    public long FinalSamples => 0;

    public bool IsTemporaryDue => _interval is { } interval && _position - _temporaryAt >= interval;

    public void Prepare()
    {
    }

    public int Hear(ReadOnlySpan<float> samples)
    {
        ReadOnlySpan<float> step = samples[..Math.Min(samples.Length, Step)];
        _stream.Accept(step);
        _position += step.Length;
        HasFinal = _stream.IsEndpoint;
        return step.Length;
    }

    public void Finish()
    {
        _stream.Accept(new float[TailSamples]);
        _stream.Finish();
        HasFinal = true;
    }

    public SpeechSegment? DecodeFinal()
    {
        HasFinal = false;
        SpeechSegment? segment = Read(isFinal: true);
        _stream.Reset();
        _utterance = _temporaryAt = _position;
        bool wasShown = _shown.Length > 0;
        _shown = "";
        if (segment is null)
        {
            return wasShown ? new SpeechSegment(_index, false, "", SpeechAudio.Duration(_utterance), SpeechAudio.Duration(_position)) : null;
        }

        _index++;
        return segment;
    }

    public SpeechSegment? DecodeTemporary()
    {
        SkipTemporary();
        SpeechSegment? segment = Read(isFinal: false);
        if (segment is null || segment.Text == _shown)
        {
            return null;
        }

        _shown = segment.Text;
        return segment;
    }

    public void SkipTemporary() => _temporaryAt = _position;

    public void Dispose() => _stream.Dispose();

    private SpeechSegment? Read(bool isFinal)
    {
        (string raw, float? first, float? last) = _stream.Read();
        string text = TextFilter.Clean(raw);
        if (text.Length == 0)
        {
            return null;
        }

        TimeSpan from = SpeechAudio.Duration(_utterance), to = SpeechAudio.Duration(_position);
        TimeSpan start = from + TimeSpan.FromSeconds(first ?? 0);
        TimeSpan end = last is null ? to : from + TimeSpan.FromSeconds(last.Value + LastTokenSeconds);
        end = end < to ? end : to;
        return new SpeechSegment(_index, isFinal, text, start < end ? start : end, end);
    }
}
