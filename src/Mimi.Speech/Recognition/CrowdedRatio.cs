namespace Mimi.Speech.Recognition;

/// <summary>Work per audio while all threads of the pool are at work, guessed from what a thread takes beside idle ones as long as it was not measured. Not thread-safe.</summary>
/// <param name="presumed">The ratio before anything was measured.</param>
internal sealed class CrowdedRatio(double presumed)
{
    /// <summary>How much longer work is taken to last when all threads are at it: a processor is often half a core, and what else runs takes the idle ones first.</summary>
    private const double Slowdown = 2;

    private readonly DecayingRatio _alone = new();
    private readonly DecayingRatio _crowded = new();

    public double Value => _crowded.Value(Slowdown * _alone.Value(presumed / Slowdown));

    public void Add(TimeSpan audio, TimeSpan work, bool isCrowded)
    {
        if (isCrowded)
        {
            _crowded.Add(audio, work);
        }
        else
        {
            _alone.Add(audio, work);
            _crowded.Forget(audio);
        }
    }
}
