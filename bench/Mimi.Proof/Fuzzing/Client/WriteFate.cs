namespace Mimi.Proof.Fuzzing.Client;

/// <summary>What becomes of what the client writes.</summary>
internal enum WriteFate
{
    /// <summary>It is taken at once.</summary>
    Taken,

    /// <summary>It is taken, but not at once.</summary>
    TakenLater,

    /// <summary>The first write fails.</summary>
    Fails,

    /// <summary>It is never taken: a server that reads no more.</summary>
    Stalls,
}
