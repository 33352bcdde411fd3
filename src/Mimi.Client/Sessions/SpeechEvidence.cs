namespace Mimi.Client.Sessions;

/// <summary>Decides from when on one speaks: a cough or a door is soon over, and no reason to expect an answer.</summary>
internal sealed class SpeechEvidence(AudioScale scale)
{
    /// <summary>How much speech there must be.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    /// <summary>How long a pause may be before there is enough.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);

    private readonly long _enoughBytes = scale.IsPcm ? scale.ToBytes(Enough) : long.MaxValue;
    private readonly long _pauseBytes = scale.IsPcm ? scale.ToBytes(LongestPause) : long.MaxValue;
    private long _speech;
    private long _pause;

    /// <summary>Gets when the speech began, as the clock's timestamp.</summary>
    public long Start { get; private set; }

    public bool IsEnough => _speech >= _enoughBytes;

    /// <summary>Adds audio that has just been sent.</summary>
    /// <param name="speech">How many bytes of speech are in it.</param>
    /// <param name="bytes">How many bytes it has.</param>
    /// <param name="now">The clock's timestamp.</param>
    public void Add(int speech, int bytes, long now)
    {
        if (IsEnough)
        {
            return;
        }

        if (speech > 0)
        {
            Start = _speech == 0 ? now : Start;
            _speech += speech;
            _pause = 0;
        }
        else if ((_pause += bytes) > _pauseBytes)
        {
            _speech = 0;
        }
    }

    public void Reset() => _speech = _pause = 0;
}
