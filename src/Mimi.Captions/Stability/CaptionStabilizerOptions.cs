namespace Mimi.Captions.Stability;

/// <summary>When a stabilizer commits itself.</summary>
public sealed record CaptionStabilizerOptions
{
    /// <summary>Gets how many hypotheses in a row must agree on words before they are committed.</summary>
    /// <value>1 to 10. The default is 2: local agreement, from Liu, Spanakis and Niehues, "Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis Selection", Interspeech 2020. More rewrites less and shows later.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Agreement
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10);
            field = value;
        }
    } = 2;

    /// <summary>Gets how long words that do not change are held back at most. Words that do change are held back for twice as long.</summary>
    /// <value>0 to 60 s. The default is 2 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(60));
            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the clock of the delay.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;
}
