using Mimi.Speech.Native;

namespace Mimi.Speech.Recognition;

/// <summary>Chooses where to cut a stream, from what the voice detector says of each window.</summary>
/// <remarks>
/// A cut comes in the middle of a pause of <see cref="EndSilence"/>, or of <see cref="LittleSpeechEndSilence"/> when little was said; after <see cref="LongSegment"/> a short pause will do; and at
/// <see cref="MaxSegment"/> the quietest place since then. All positions and lengths are in samples.
/// </remarks>
internal sealed class SpeechSegmenter
{
    /// <summary>The pause that ends a segment.</summary>
    public const int EndSilence = SpeechAudio.SampleRate * 6 / 10;

    /// <summary>The pause that ends a segment with little speech in it: models guess at a few words that stand alone.</summary>
    public const int LittleSpeechEndSilence = SpeechAudio.SampleRate * 12 / 10;

    public const int LittleSpeech = SpeechAudio.SampleRate * 5;

    /// <summary>The pause that ends a long segment.</summary>
    public const int ShortSilence = SpeechAudio.SampleRate * 15 / 100;

    public const int LongSegment = SpeechAudio.SampleRate * 12;

    public const int MaxSegment = SpeechAudio.SampleRate * 20;

    /// <summary>How much of the silence before speech is kept: a soft beginning is heard late.</summary>
    public const int Lead = SpeechAudio.SampleRate * 5 / 10;

    private readonly QuietPlaces _loudness = new();
    private readonly List<long> _pauses = []; // The middles of those in the open segment.
    private long? _speechStart;
    private long _speechEnd;
    private bool _isSpeaking;

    /// <summary>Gets where the open segment begins. Audio before it is not needed any more.</summary>
    public long From { get; private set; }

    /// <summary>Gets how far the stream was heard.</summary>
    public long Position { get; private set; }

    /// <summary>Gets where speech was first heard in the open segment, if it was.</summary>
    public long? SpeechStart => _speechStart;

    /// <summary>Gets how far speech was heard in the open segment.</summary>
    public long SpeechEnd => _speechEnd;

    /// <summary>Goes one window on.</summary>
    /// <returns>The segment that ends with it, if one does.</returns>
    public SpokenCut? Hear(ReadOnlySpan<float> window, bool isSpeech)
    {
        Position += window.Length;
        _loudness.Add(Position - window.Length, window);
        if (isSpeech)
        {
            // The detector believes in speech only when it has lasted a while, and then dates it back like this.
            long begin = Math.Max(From, Position - VoiceDetector.MinSamples - (2 * VoiceDetector.WindowSamples));
            if (_speechStart is not null && !_isSpeaking && begin - _speechEnd >= ShortSilence)
            {
                _pauses.Add(_speechEnd + ((begin - _speechEnd) / 2));
            }

            _speechStart ??= begin;
            _speechEnd = Position;
        }
        else if (_isSpeaking)
        {
            _speechEnd = Math.Max(_speechStart ?? From, Position - VoiceDetector.MinSamples);
        }

        _isSpeaking = isSpeech;
        if (_speechStart is null)
        {
            Begin(Math.Max(From, Position - Lead - VoiceDetector.MinSamples - (2 * VoiceDetector.WindowSamples)));
            return null;
        }

        return FindCut() is { } place ? Cut(place) : null;
    }

    /// <summary>Finds the last pause within the open segment between two places.</summary>
    /// <returns>The middle of a pause of <see cref="ShortSilence"/> or more that speech follows.</returns>
    public long? LastPause(long from, long to)
    {
        int last = _pauses.FindLastIndex(pause => pause >= from && pause <= to);
        return last < 0 ? null : _pauses[last];
    }

    /// <summary>Ends the stream.</summary>
    /// <param name="end">Its true end, which the last window may have been padded beyond.</param>
    public SpokenCut? Finish(long end)
    {
        Position = end;
        _speechEnd = Math.Min(_speechEnd, end);
        return _speechStart is null ? null : Cut(end);
    }

    private long? FindCut()
    {
        long silence = _isSpeaking ? 0 : Position - _speechEnd;
        long length = Position - From;
        if (silence >= (_speechEnd - _speechStart < LittleSpeech ? LittleSpeechEndSilence : EndSilence) || (length >= LongSegment && silence >= ShortSilence))
        {
            return _speechEnd + (silence / 2);
        }

        return length >= MaxSegment ? _loudness.Quietest(From + LongSegment, Position - ShortSilence) : null;
    }

    private SpokenCut Cut(long place)
    {
        var cut = new SpokenCut(From, place, Math.Min(_speechStart!.Value, place), Math.Min(_speechEnd, place));
        _speechStart = _speechEnd > place ? place : null;
        Begin(place);
        return cut;
    }

    private void Begin(long place)
    {
        From = place;
        _loudness.DropBefore(place);
        _pauses.RemoveAll(pause => pause <= place);
    }
}
