using Mimi.Speech.Native;

namespace Mimi.Speech.Recognition;

/// <summary>Makes a stream of a model that only knows whole stretches of audio.</summary>
/// <remarks>
/// The voice detector chooses where to cut, and everything between two cuts is decoded. Until then the open segment is decoded again for
/// each temporary, from its last pause on.
/// </remarks>
internal sealed class OfflineStreamDecoder : IStreamDecoder
{
    /// <summary>Shorter beginnings make Moonshine invent words.</summary>
    private const int FirstTemporary = SpeechAudio.SampleRate;

    /// <summary>What is left of a stream behind its last cut may be shorter than a model can take.</summary>
    private const int ShortestWord = SpeechAudio.SampleRate / 10;

    private readonly OfflineModel _model;
    private readonly VoiceDetectorPool _detectors;
    private readonly long? _interval;
    private readonly SpeechSegmenter _segmenter = new();
    private readonly SampleWindow _audio = new();
    private readonly float[] _window = new float[VoiceDetector.WindowSamples];
    private readonly OpenText _open;
    private VoiceDetector? _detector;
    private int _filled;
    private SpokenCut? _cut;
    private long? _end;
    private long _temporaryAt; // How far the last temporary had heard.
    private string _shown = "";
    private int _index;

    public OfflineStreamDecoder(OfflineModel model, VoiceDetectorPool detectors, TimeSpan? interval)
    {
        _model = model;
        _detectors = detectors;
        _interval = interval is { } value ? SpeechAudio.Samples(value) : null;
        _open = new OpenText(_segmenter, Decode);
    }

    public bool HasFinal => _cut is not null;

    public long FinalSamples => _cut is { } cut ? cut.To - cut.From : 0;

    public bool IsTemporaryDue =>
        _interval is { } interval
        && _segmenter.SpeechStart is { } start
        && _segmenter.SpeechEnd - start >= FirstTemporary
        && _segmenter.SpeechEnd > _temporaryAt
        && _segmenter.Position - _temporaryAt >= interval;

    public void Prepare() => _detector ??= _detectors.Rent();

    public int Hear(ReadOnlySpan<float> samples)
    {
        int taken = 0;
        bool wasDue = IsTemporaryDue;
        while (taken < samples.Length)
        {
            int take = Math.Min(samples.Length - taken, _window.Length - _filled);
            samples.Slice(taken, take).CopyTo(_window.AsSpan(_filled));
            _filled += take;
            taken += take;
            if (_filled == _window.Length)
            {
                HearWindow();
                if (HasFinal || (IsTemporaryDue && !wasDue))
                {
                    break;
                }
            }
        }

        return taken;
    }

    public void Finish()
    {
        _end = _segmenter.Position + _filled;
        if (_filled > 0)
        {
            _window.AsSpan(_filled).Clear();
            HearWindow();
        }

        _cut ??= _segmenter.Finish(_end.Value);
    }

    public SpeechSegment? DecodeFinal()
    {
        SpokenCut cut = _cut!.Value;
        string text = Decode(cut.From, Math.Min(cut.To, _audio.End));
        _cut = _end is { } end ? _segmenter.Finish(end) : null; // The last window may have ended a segment and begun another.
        _audio.DropBefore(_cut?.From ?? _segmenter.From);
        _temporaryAt = cut.To;
        _open.Clear();
        bool wasShown = _shown.Length > 0;
        _shown = "";
        if (text.Length == 0)
        {
            return wasShown ? Segment(false, "", cut.SpeechStart, cut.SpeechEnd) : null; // What was shown is taken back.
        }

        SpeechSegment segment = Segment(true, text, cut.SpeechStart, cut.SpeechEnd);
        _index++;
        return segment;
    }

    public SpeechSegment? DecodeTemporary()
    {
        SkipTemporary();
        string text = _open.Decode();
        if (text.Length == 0 || text == _shown)
        {
            return null;
        }

        _shown = text;
        return Segment(false, text, _segmenter.SpeechStart!.Value, _segmenter.SpeechEnd);
    }

    public void SkipTemporary() => _temporaryAt = _segmenter.Position;

    public void Dispose()
    {
        if (_detector is not null)
        {
            _detectors.Return(_detector);
            _detector = null;
        }
    }

    private string Decode(long from, long to) => to - from < ShortestWord ? "" : TextFilter.Clean(_model.Decode(_audio.Slice(from, to)));

    private void HearWindow()
    {
        bool isSpeech = _detector!.Accept(_window);
        _audio.Add(_window);
        _cut = _segmenter.Hear(_window, isSpeech);
        _filled = 0;
        if (_cut is null)
        {
            _audio.DropBefore(_segmenter.From);
        }
    }

    private SpeechSegment Segment(bool isFinal, string text, long start, long end) =>
        new(_index, isFinal, text, SpeechAudio.Duration(start), SpeechAudio.Duration(end));
}
