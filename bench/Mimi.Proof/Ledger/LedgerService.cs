namespace Mimi.Proof.Ledger;

internal enum LedgerService
{
    Asr,
    NictV1,
    NictV2,
}
