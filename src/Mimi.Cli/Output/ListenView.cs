using Mimi.Captions;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>Shows live captions. Members may be called at the same time.</summary>
internal abstract class ListenView
{
    /// <summary>Shows a text, which may still change or not.</summary>
    public abstract void Show(CaptionPiece piece);

    /// <summary>Shows how the connection is.</summary>
    public abstract void Show(MimiConnectionChange change);

    /// <summary>Writes a line of another kind, which stays.</summary>
    public abstract void Say(string line);

    /// <summary>Shows how loud it is, and how long it has lasted.</summary>
    public virtual void Hear(double decibels, TimeSpan position)
    {
    }

    /// <summary>Leaves only what stays.</summary>
    public virtual void End()
    {
    }
}
