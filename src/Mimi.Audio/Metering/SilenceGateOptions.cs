namespace Mimi.Audio.Metering;

/// <summary>When a <see cref="SilenceGate"/> takes an utterance for finished.</summary>
public sealed record SilenceGateOptions
{
    /// <summary>Gets the level below which audio is silence.</summary>
    /// <value>−90 to 0 dBFS (RMS over 10 ms). The default is −45: a quiet room stays below it, speech near a microphone does not.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double ThresholdDecibels
    {
        get;
        init
        {
            if (value is not (>= -90 and <= 0))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A threshold is -90 to 0 dBFS.");
            }

            field = value;
        }
    } = -45;

    /// <summary>Gets how long the silence lasts that ends an utterance.</summary>
    /// <value>50 ms to 60 s. The default is 800 ms: pauses within a sentence are shorter.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Silence
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(50));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(60));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(800);

    /// <summary>Gets how much sound there must have been before silence ends anything, so that a click or the silence before the first word does not.</summary>
    /// <value>0 to 10 s. The default is 100 ms.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MinSound
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(10));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(100);
}
