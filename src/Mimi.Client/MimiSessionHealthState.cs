namespace Mimi.Client;

/// <summary>How a session does.</summary>
public enum MimiSessionHealthState
{
    /// <summary>Nothing is late.</summary>
    Healthy,

    /// <summary>Speech of at least <see cref="MimiSessionOptions.LagThreshold"/> was sent that no result reaches. Only where the service sends results while one speaks.</summary>
    Lagging,

    /// <summary>A time-out of the session is half over: a write, an answer or the final result is late.</summary>
    Stalled,
}
