namespace Mimi.Proof.Fuzzing.Client;

/// <summary>What a scripted connection does when its bytes are used up.</summary>
internal enum StreamEnd
{
    /// <summary>The server has ended the connection.</summary>
    Closed,

    /// <summary>The connection is reset: reading throws.</summary>
    Reset,

    /// <summary>Nothing comes any more.</summary>
    Silent,
}
