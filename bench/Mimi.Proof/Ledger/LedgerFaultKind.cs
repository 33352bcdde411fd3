namespace Mimi.Proof.Ledger;

/// <summary>What a server does to a connection.</summary>
internal enum LedgerFaultKind
{
    Drop,
    HalfAFrame,
    BadFrame,
    Close,
    CloseWithoutCode,
    Stall,
    HalfOpen,
    NeverFinal,
    SlowFinal,
    FinalThenDrop,
    FinalWithoutClose,
    OwnFinal,
    EmptyFinal,
    Twice,
    LateResult,
    InvalidJson,
    InvalidUtf8,
    UnknownJson,
    RefuseConnection,
    RefuseWithStatus,
    NeverOpen,
}
