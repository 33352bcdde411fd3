namespace Mimi.Speech.Recognition;

/// <summary>How long a second of audio takes while all threads are at work: to be heard, and to be decoded when it is final. The last minutes count most.</summary>
/// <remarks>
/// Hearing is counted over all audio and decoding over speech alone, so their sum is what a speaker without pauses costs,
/// however quiet the streams were that it was measured on, and however few. A model that decodes as it hears costs its hearing alone.
/// </remarks>
/// <param name="decodesWhileHearing">Whether hearing is all that there is to do.</param>
internal sealed class DecodeCost(bool decodesWhileHearing = false)
{
    /// <summary>What is taken for true until something was measured: what Moonshine base takes on a busy computer.</summary>
    public const double Presumed = 0.06;

    private readonly Lock _gate = new();
    private readonly CrowdedRatio _hearing = new(decodesWhileHearing ? Presumed : 0.1 * Presumed);
    private readonly CrowdedRatio _decoding = new(0.9 * Presumed);

    /// <summary>Gets how many seconds of a thread a second of speech takes.</summary>
    public double RealTimeFactor
    {
        get
        {
            lock (_gate)
            {
                return decodesWhileHearing ? _hearing.Value : _hearing.Value + _decoding.Value;
            }
        }
    }

    public void AddHeard(long samples, TimeSpan taken, bool isCrowded) => Add(_hearing, samples, taken, isCrowded);

    public void AddDecoded(long samples, TimeSpan taken, bool isCrowded) => Add(_decoding, samples, taken, isCrowded);

    private void Add(CrowdedRatio ratio, long samples, TimeSpan taken, bool isCrowded)
    {
        lock (_gate)
        {
            ratio.Add(SpeechAudio.Duration(samples), taken, isCrowded);
        }
    }
}
