using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>Shows the results of one recording after the other.</summary>
internal abstract class TranscriptView
{
    /// <summary>Begins a recording.</summary>
    /// <param name="recording">What is recognised.</param>
    public abstract void Begin(Recording recording);

    /// <summary>Tells how much of the audio is on its way. May come while <see cref="Show(Recognized)"/> runs.</summary>
    public virtual void Advance(TimeSpan position)
    {
    }

    /// <summary>Shows a result.</summary>
    public abstract void Show(Recognized result);

    /// <summary>Shows how the connection is.</summary>
    public abstract void Show(MimiConnectionChange change);

    /// <summary>Ends a recording.</summary>
    /// <param name="isComplete">Whether all of it was recognised; if not, what is determined must not be lost.</param>
    public abstract void End(bool isComplete);
}
