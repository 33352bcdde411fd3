namespace Mimi.Speech.Recognition;

/// <summary>Tells a recording that is written at once, which may be worked through at leisure, from live audio, which may not.</summary>
/// <remarks>
/// Each sample is given the moment at which it would have been spoken had the stream been live: not before it came, and not before the
/// samples ahead of it were spoken. Work on a sample before that moment is ahead of time; after it, somebody waits.
/// </remarks>
internal sealed class AudioLead(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _spoken; // When the last sample written would have been spoken.

    public void Add(int samples)
    {
        TimeSpan spoken = _spoken + SpeechAudio.Duration(samples);
        TimeSpan now = time.GetElapsedTime(_origin);
        _spoken = spoken > now ? spoken : now;
    }

    /// <summary>Says how long ago the next sample to be heard was spoken; negative when that is still to come.</summary>
    /// <param name="waiting">How many samples wait to be heard.</param>
    public TimeSpan Lag(long waiting) => time.GetElapsedTime(_origin) - _spoken + SpeechAudio.Duration(waiting);
}
