namespace Mimi.Client.Continuous;

/// <summary>Something that a continuous session tells: a text, a loss, a seam or a change of the connection.</summary>
/// <remarks>All times and samples are places in the caller's audio, counted from the first byte that was handed over. A sample is one of every channel.</remarks>
public abstract record MimiContinuousEvent
{
    private protected MimiContinuousEvent()
    {
    }

    /// <summary>Gets the number of the event.</summary>
    /// <value>From 1 on, in the order of the stream. One that is missing is a temporary text that was left out because too many events waited to be read.</value>
    public long Id { get; internal init; }
}
