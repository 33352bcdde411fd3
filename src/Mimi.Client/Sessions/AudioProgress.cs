namespace Mimi.Client.Sessions;

/// <summary>How much audio went out, and how much of it was answered. Safe for concurrent use: the writer, the reader and whoever asks.</summary>
internal sealed class AudioProgress(AudioScale scale)
{
    private readonly Lock _lock = new();
    private readonly AudioClock _clock = new();
    private readonly SpeechLedger _speech = new();
    private readonly VoiceActivity? _voice = scale.IsPcm ? new(scale.Pcm) : null;
    private readonly int _blockBytes = scale.IsPcm ? scale.ToWholeSamples(VoiceActivity.Block) : int.MaxValue; // So that speech has its place, however long the frame.
    private long _sent;
    private long _answered;

    /// <summary>Gets how much of the user's audio was sent, how much was answered, and how much speech was not, in bytes.</summary>
    public (long Sent, long Answered, long UnansweredSpeech) Read()
    {
        lock (_lock)
        {
            return (_sent, Math.Min(_answered, _sent), _speech.Unanswered);
        }
    }

    /// <summary>Takes note of a frame that is about to go out: the server may answer it before its write is done.</summary>
    public void Writing(in SendFrame frame)
    {
        if (frame.Kind is SendKind.Audio or SendKind.Silence)
        {
            lock (_lock)
            {
                _clock.Add(frame.Position, frame.Bytes.Length, frame.Kind == SendKind.Audio);
            }
        }
    }

    /// <summary>Takes note of a frame of the user's audio that went out. For the one writer.</summary>
    /// <returns>How much speech there is in what has ended with it, in bytes.</returns>
    public int Written(in SendFrame frame)
    {
        int speech = 0;
        lock (_lock)
        {
            for (ReadOnlySpan<byte> rest = frame.Bytes.Span; !rest.IsEmpty;)
            {
                ReadOnlySpan<byte> block = rest[..Math.Min(rest.Length, _blockBytes)];
                rest = rest[block.Length..];
                _sent += block.Length;
                if (_voice?.Add(block) is > 0 and int found)
                {
                    _speech.Add(_sent, found);
                    speech += found;
                }
            }

            _speech.Answer(_answered); // The answer may have come first.
        }

        return speech;
    }

    /// <summary>Takes note of a result.</summary>
    /// <param name="reach">How far it reaches on the connection; <see langword="null"/> for all that was sent.</param>
    public void Answered(TimeSpan? reach)
    {
        lock (_lock)
        {
            long position = reach is { } time && scale.IsPcm ? _clock.ToSent(scale.ToBytes(time)) : _sent;
            _answered = Math.Max(_answered, position);
            _speech.Answer(_answered);
        }
    }

    /// <summary>Takes note of the final result, which reaches everything, also what is not noted as written yet.</summary>
    public void AnsweredAll()
    {
        lock (_lock)
        {
            _answered = long.MaxValue;
            _speech.Answer(_answered);
        }
    }

    public TimeSpan ToAudioTime(TimeSpan resultTime)
    {
        lock (_lock)
        {
            return scale.IsPcm ? _clock.ToUser(resultTime, scale) : resultTime;
        }
    }
}
