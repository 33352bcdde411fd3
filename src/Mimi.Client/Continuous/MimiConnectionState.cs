namespace Mimi.Client.Continuous;

/// <summary>How a continuous session is connected.</summary>
public enum MimiConnectionState
{
    /// <summary>Not connected, because there is nothing to send or to wait for.</summary>
    Idle,

    /// <summary>Connecting.</summary>
    Connecting,

    /// <summary>Connected, if only with the one connection of several that is still needed.</summary>
    Connected,

    /// <summary>A connection could not be made or was lost, and is made again, now or after a delay.</summary>
    Reconnecting,

    /// <summary>Over, for whatever reason.</summary>
    Closed,
}
