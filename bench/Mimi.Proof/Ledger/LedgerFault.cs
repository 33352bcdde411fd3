using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>One fault of one run.</summary>
/// <param name="Opening">Which opening of a connection it happens to, from 0.</param>
/// <param name="Kind">What happens.</param>
/// <param name="AfterSamples">After how many samples of that connection.</param>
/// <param name="Number">The close code, the HTTP status, or nothing.</param>
/// <param name="RetryAfter">In seconds, with an HTTP status.</param>
internal sealed record LedgerFault(int Opening, LedgerFaultKind Kind, int AfterSamples, int Number = 0, int? RetryAfter = null)
{
    public static LedgerFault Create(FuzzRandom dice, int opening)
    {
        int after = dice.Percent(20) ? dice.Below(64) : dice.Below(24_000);
        int kind = dice.Below(100);
        return kind switch
        {
            < 16 => new(opening, LedgerFaultKind.Drop, after),
            < 21 => new(opening, LedgerFaultKind.HalfAFrame, after),
            < 24 => new(opening, LedgerFaultKind.BadFrame, after),
            < 40 => new(opening, LedgerFaultKind.Close, after, dice.Pick(1_000, 1_000, 1_001, 1_006, 1_011, 1_011, 1_012, 1_013, 1_014, 4_003, 4_003, dice.Percent(20) ? 1_008 : 1_001, 4_999)),
            < 43 => new(opening, LedgerFaultKind.CloseWithoutCode, after),
            < 47 => new(opening, LedgerFaultKind.Stall, after),
            < 51 => new(opening, LedgerFaultKind.HalfOpen, after),
            < 55 => new(opening, LedgerFaultKind.NeverFinal, after),
            < 61 => new(opening, LedgerFaultKind.SlowFinal, after),
            < 64 => new(opening, LedgerFaultKind.FinalThenDrop, after),
            < 68 => new(opening, LedgerFaultKind.FinalWithoutClose, after),
            < 72 => new(opening, LedgerFaultKind.OwnFinal, after),
            < 74 => new(opening, LedgerFaultKind.EmptyFinal, after),
            < 80 => new(opening, LedgerFaultKind.Twice, after),
            < 84 => new(opening, LedgerFaultKind.LateResult, after),
            < 85 => new(opening, dice.Pick(LedgerFaultKind.InvalidJson, LedgerFaultKind.InvalidUtf8), after),
            < 87 => new(opening, LedgerFaultKind.UnknownJson, after),
            < 92 => new(opening, LedgerFaultKind.RefuseConnection, 0),
            < 98 => new(opening, LedgerFaultKind.RefuseWithStatus, 0, dice.Pick(429, 500, 502, 503, 503, dice.Percent(10) ? 403 : 503), dice.Percent(50) ? dice.Below(8) : null),
            _ => new(opening, LedgerFaultKind.NeverOpen, 0),
        };
    }
}
