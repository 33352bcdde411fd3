namespace Mimi.Client.Continuous;

/// <summary>How the completion of a continuous session ended: completed, timed out, or failed.</summary>
public abstract record MimiContinuousOutcome
{
    private MimiContinuousOutcome()
    {
    }

    /// <summary>All audio has its determined text, gaps aside that were told before. All events are there to be read.</summary>
    public sealed record Completed : MimiContinuousOutcome;

    /// <summary>The time was over. The session is disconnected, and gap events tell what has no determined text.</summary>
    /// <param name="Unfinalized">How much audio has none.</param>
    public sealed record TimedOut(TimeSpan Unfinalized) : MimiContinuousOutcome;

    /// <summary>The session failed, or was cancelled, before or meanwhile.</summary>
    /// <param name="Cause">How it failed, which is also what the events end with; an <see cref="InvalidOperationException"/> if it was cancelled.</param>
    public sealed record Failed(Exception Cause) : MimiContinuousOutcome;
}
