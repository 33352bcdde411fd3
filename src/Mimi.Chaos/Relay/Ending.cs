namespace Mimi.Chaos.Relay;

/// <summary>How a relayed connection ends. The first that is said counts.</summary>
internal enum Ending
{
    /// <summary>The client ended its half: the server is told.</summary>
    ClientLeft,

    /// <summary>The server ended its half: the client is told.</summary>
    ServerLeft,

    /// <summary>The client gets the end of the connection, the server a reset.</summary>
    Finished,

    /// <summary>Both get a reset.</summary>
    Reset,
}
