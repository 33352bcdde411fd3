namespace Mimi.Client.Continuous;

/// <summary>The connection's state is another one, or another reconnection begins.</summary>
public sealed record MimiConnectionChange : MimiContinuousEvent
{
    internal MimiConnectionChange()
    {
    }

    /// <summary>Gets the state.</summary>
    public MimiConnectionState State { get; internal init; }

    /// <summary>Gets the number of the reconnection, for <see cref="MimiConnectionState.Reconnecting"/>.</summary>
    /// <value>From 1 on, counted from the last determined text; 0 for every other state.</value>
    public int Attempt { get; internal init; }

    /// <summary>Gets how long is waited before it.</summary>
    public TimeSpan Delay { get; internal init; }

    /// <summary>Gets what failed, for <see cref="MimiConnectionState.Reconnecting"/> and for a <see cref="MimiConnectionState.Closed"/> that is a failure.</summary>
    public Exception? Cause { get; internal init; }
}
