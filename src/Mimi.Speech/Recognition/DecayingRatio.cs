namespace Mimi.Speech.Recognition;

/// <summary>Work per audio, of which the older counts less. Not thread-safe.</summary>
/// <param name="presumed">The ratio before anything was measured; as much as <see cref="PresumedSeconds"/> of audio bear witness to it.</param>
internal sealed class DecayingRatio(double presumed)
{
    /// <summary>How much audio later something counts half.</summary>
    private const double HalfLifeSeconds = 60;

    private const double PresumedSeconds = 10;

    private double _audio = PresumedSeconds;
    private double _work = PresumedSeconds * presumed;

    public double Value => _work / _audio;

    public void Add(TimeSpan audio, TimeSpan work)
    {
        double kept = Math.Pow(0.5, audio.TotalSeconds / HalfLifeSeconds);
        _audio = (_audio * kept) + audio.TotalSeconds;
        _work = (_work * kept) + work.TotalSeconds;
    }
}
