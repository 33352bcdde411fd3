namespace Mimi.Speech.Recognition;

/// <summary>Work per audio, of which the older counts less. Not thread-safe.</summary>
internal sealed class DecayingRatio
{
    /// <summary>How much audio later something counts half.</summary>
    private const double HalfLifeSeconds = 60;

    private const double PresumedSeconds = 10;

    private double _presumed = PresumedSeconds;
    private double _audio;
    private double _work;

    /// <summary>Gets the ratio.</summary>
    /// <param name="presumed">What it was taken for before anything was measured; ten seconds of audio bear witness to it.</param>
    public double Value(double presumed) => ((_presumed * presumed) + _work) / (_presumed + _audio);

    public void Add(TimeSpan audio, TimeSpan work)
    {
        double kept = Kept(audio);
        _presumed *= kept;
        _audio = (_audio * kept) + audio.TotalSeconds;
        _work = (_work * kept) + work.TotalSeconds;
    }

    /// <summary>Lets what is presumed come back, where audio has passed of which nothing was measured.</summary>
    public void Forget(TimeSpan audio)
    {
        double kept = Kept(audio);
        _presumed = PresumedSeconds - ((PresumedSeconds - _presumed) * kept);
        _audio *= kept;
        _work *= kept;
    }

    private static double Kept(TimeSpan audio) => Math.Pow(0.5, audio.TotalSeconds / HalfLifeSeconds);
}
