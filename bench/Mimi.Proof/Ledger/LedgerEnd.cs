namespace Mimi.Proof.Ledger;

/// <summary>How the caller ends a session.</summary>
internal enum LedgerEnd
{
    /// <summary>Stops behind the last audio, and reads to the end.</summary>
    Stop,

    /// <summary>Stops from the loop that reads, while audio is being sent.</summary>
    StopMeanwhile,

    /// <summary>Completes with plenty of time.</summary>
    Complete,

    /// <summary>Completes with little time.</summary>
    CompleteSoon,

    /// <summary>Cancels while audio is being sent.</summary>
    Cancel,

    /// <summary>Leaves the loop that reads.</summary>
    Leave,
}
