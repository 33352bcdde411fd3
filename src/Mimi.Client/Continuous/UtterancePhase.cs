namespace Mimi.Client.Continuous;

/// <summary>Where an utterance is in its life.</summary>
internal enum UtterancePhase
{
    /// <summary>No connection may be used for it yet.</summary>
    Queued,

    /// <summary>It waits before a reconnection.</summary>
    Delayed,

    /// <summary>It is connecting.</summary>
    Opening,

    /// <summary>It is connected.</summary>
    Open,

    /// <summary>All of it is settled.</summary>
    Finished,
}
