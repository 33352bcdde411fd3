namespace Mimi.Chaos;

/// <summary>Which way a fault works.</summary>
public enum ChaosDirection
{
    /// <summary>Both ways.</summary>
    Both,

    /// <summary>From the client to the server.</summary>
    ToServer,

    /// <summary>From the server to the client.</summary>
    ToClient,
}
