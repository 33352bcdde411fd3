using Mimi.Chaos;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>What goes wrong on the way between a session and the server of a run over TCP.</summary>
internal static class LoopbackFaults
{
    private const int MostBytes = 32_000;
    private const int MostMessages = 2;

    /// <summary>In the proxy's short form (docs/testing.md), without places.</summary>
    private static readonly string[] Always =
    [
        "reset", "reset", "drop", "halfopen", "stall", "stall:up", "stall:down:9s", "stall:4s", "slowread:4000", "slowread:16000", "delay:60ms", "delay:down:700ms",
        "truncated", "closenocode", "close:1001", "close:1011", "close:1012", "close:1013", "close:4003", "duplicate", "neverclose", "unknownjson",
    ];

    /// <summary>Only where what is late is no determined text: those come in order.</summary>
    private const string OnlyAsr = "late";

    private static readonly string[] WhileOpening = ["refuse", "http:503:1s", "http:429", "silence"];

    public static ChaosPlan Create(LedgerPlan plan)
    {
        var dice = new FuzzRandom(plan.Dice, -1);
        int rate = dice.Below(4); // In a quarter of the runs nothing, in another up to three of four connections.
        IEnumerable<string> faults = plan.Service == LedgerService.Asr ? Always.Append(OnlyAsr) : Always;
        return ChaosPlan.Random((int)(plan.Dice % int.MaxValue), rate / 4d, [.. faults.Select(ChaosFault.Parse).Select(fault => Place(fault, dice)), .. WhileOpening.Select(ChaosFault.Parse)]);
    }

    private static ChaosFault Place(ChaosFault fault, FuzzRandom dice) => dice.Below(8) switch
    {
        0 => fault,
        1 => fault with { AfterMessages = dice.Below(MostMessages + 1) },
        _ => fault with { AfterBytes = dice.Below(dice.Percent(50) ? MostBytes : MostBytes / 8) },
    };
}
