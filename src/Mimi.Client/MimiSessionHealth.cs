namespace Mimi.Client;

/// <summary>How a session does at one moment. All times are lengths of the user's audio; silence that keeps the session alive is not in them.</summary>
/// <param name="State">The state in a word.</param>
/// <param name="AudioSent">The audio whose frames were written.</param>
/// <param name="AudioAnswered">How much of <paramref name="AudioSent"/> results reach: up to the end of the last segment where the service tells ends (mimi ASR), otherwise what had been sent when the last result came. A final result reaches everything.</param>
/// <param name="Lag">How much speech was sent behind <paramref name="AudioAnswered"/>. Silence and steady noise add nothing.</param>
/// <param name="AudioBuffered">The audio that was taken and is not written yet.</param>
/// <param name="AudioDropped">The audio that was lost to <see cref="MimiOverload.DropOldest"/>.</param>
/// <remarks>For FLAC that the caller encodes, whose bytes do not tell how long they last, all times are zero.</remarks>
public readonly record struct MimiSessionHealth(
    MimiSessionHealthState State,
    TimeSpan AudioSent,
    TimeSpan AudioAnswered,
    TimeSpan Lag,
    TimeSpan AudioBuffered,
    TimeSpan AudioDropped)
{
    /// <summary>Gets the audio that the session took: sent, waiting or dropped. That of a send which ended halfway, because it was cancelled or the session ended, counts as far as it was taken.</summary>
    public TimeSpan AudioTaken => AudioSent + AudioBuffered + AudioDropped;
}
