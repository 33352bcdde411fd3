namespace Mimi.Client.Continuous;

/// <summary>Decides where one utterance ends and the next begins: at a pause if there is one, and at the quietest place before the limit otherwise.</summary>
/// <remarks>It sees all audio once, in order, in whatever chunks, and its cuts depend on the audio alone.</remarks>
internal sealed class CutPlanner
{
    private const int BlockMilliseconds = 20;

    private static readonly TimeSpan RolloverPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LeastSpeech = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(2);

    private readonly LoudnessMeter _meter = new();
    private readonly SampleClock _clock;
    private readonly int _blockBytes;
    private readonly int _rolloverBytes;
    private readonly int _maxBytes;
    private readonly int _searchBytes;
    private readonly int _pauseBytes;
    private readonly int _finalizeBytes; // 0 if no pause ends a short utterance.
    private readonly int _speechBytes;
    private long _start;
    private long _position;
    private int _quiet; // How long it has been quiet.
    private int _loud; // How much of the utterance was not.
    private long _quietest;
    private double _quietestDecibels = double.PositiveInfinity;

    public CutPlanner(MimiContinuousOptions options, SampleClock clock)
    {
        _clock = clock;
        _blockBytes = (int)clock.Align(clock.ToBytes(TimeSpan.FromMilliseconds(BlockMilliseconds)));
        _rolloverBytes = clock.ToBytes(options.RolloverAfter);
        _maxBytes = clock.ToBytes(options.MaxUtterance);
        _searchBytes = Math.Min(clock.ToBytes(LongestSearch), _maxBytes - _rolloverBytes);
        _pauseBytes = clock.ToBytes(RolloverPause);
        _finalizeBytes = options.PauseToFinalize is { } pause ? clock.ToBytes(pause) : 0;
        _speechBytes = clock.ToBytes(LeastSpeech);
    }

    /// <summary>Gets up to where the utterance may be sent now: what is behind may still belong to the next one.</summary>
    public long SendLimit => _start + _maxBytes - _searchBytes;

    /// <summary>Begins an utterance.</summary>
    public void Begin(long start)
    {
        _start = start;
        _loud = 0;
        _quietestDecibels = double.PositiveInfinity;
    }

    /// <summary>Looks at audio up to its end or to a cut.</summary>
    /// <param name="audio">What follows on the audio seen before. Left at what was not looked at yet.</param>
    public Cut? Advance(ref ReadOnlySpan<byte> audio)
    {
        while (!audio.IsEmpty)
        {
            long toBlockEnd = _blockBytes - (_position % _blockBytes);
            int count = (int)Math.Min(Math.Min(audio.Length, toBlockEnd), Math.Max(1, _start + _maxBytes - _position));
            _meter.Add(audio[..count]);
            audio = audio[count..];
            _position += count;
            if (count == toBlockEnd)
            {
                EndBlock();
            }

            if (Decide() is { } cut)
            {
                return cut;
            }
        }

        return null;
    }

    private void EndBlock()
    {
        bool isQuiet = _meter.EndBlock(out double decibels);
        _quiet = isQuiet ? _quiet + _blockBytes : 0;
        _loud += isQuiet ? 0 : _blockBytes;
        long middle = _clock.Align(_position - (_blockBytes / 2));
        if (middle >= SendLimit && decibels < _quietestDecibels)
        {
            (_quietest, _quietestDecibels) = (middle, decibels);
        }
    }

    private Cut? Decide()
    {
        long length = _position - _start;
        if (_position % _blockBytes == 0)
        {
            if (length >= _rolloverBytes && _quiet >= _pauseBytes)
            {
                return new(_position, MimiSeamReason.Rollover);
            }

            if (_finalizeBytes > 0 && _quiet >= _finalizeBytes && _loud >= _speechBytes)
            {
                return new(_position, MimiSeamReason.Pause);
            }
        }

        return length < _maxBytes ? null
            : double.IsPositiveInfinity(_quietestDecibels) ? new(_start + _maxBytes, MimiSeamReason.Rollover)
            : new(_quietest, MimiSeamReason.Rollover);
    }
}
