namespace Mimi.Server.Admission;

/// <summary>Says when to come again: not soon enough to be a burden, and not all at once.</summary>
internal sealed class RetryAfter
{
    private const int ShortestSeconds = 3; // An utterance lasts a few seconds; sooner, hardly any seat has become free.
    private const int Spread = 5;

    private int _refused;

    /// <summary>Gets 3 to 7 seconds, in turns.</summary>
    public int Next() => ShortestSeconds + (int)((uint)Interlocked.Increment(ref _refused) % Spread);
}
