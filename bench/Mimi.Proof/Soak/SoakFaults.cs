using Mimi.Chaos;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Soak;

/// <summary>Which connections fail, and how.</summary>
internal static class SoakFaults
{
    /// <summary>One of twelve connections fails at the server.</summary>
    private const int PermilleAtTheServer = 80;

    private const int MostBytes = 640_000; // A whole utterance.
    private const int MostMessages = 8;

    /// <summary>Passes: a continuous session must get over it. In the proxy's short form (docs/testing.md); a stall ends after the client has given up, so that its connection does not stay.</summary>
    private static readonly string[] Passing =
    [
        "reset", "reset", "drop", "halfopen", "halfopen", "stall:60s", "stall:up:45s", "stall:down:45s", "stall:3s", "slowread:16000", "slowread:24000", "delay:80ms", "delay:down:900ms",
        "truncated", "closenocode", "close:1001", "close:1011", "close:1012", "close:1013", "close:1014", "close:4003", "duplicate", "neverclose", "unknownjson", "refuse", "http:503:2s", "http:500", "http:429:1s", "silence",
    ];

    /// <summary>Ends a session for good.</summary>
    private static readonly string[] Lasting =
    [
        "http:403", "http:401", "invalidutf8", "invalidjson", "close:1002", "close:1003", "close:1007", "close:1008", "close:1009", "close:1010", "close:4000", "close:4499",
    ];

    /// <param name="plan">The soak.</param>
    /// <param name="voice">Whose way it is.</param>
    /// <param name="isMortal">Whether there may be faults that end a session for good.</param>
    public static ChaosPlan OnTheWay(SoakPlan plan, int voice, bool isMortal)
    {
        var dice = new FuzzRandom(plan.Seed, voice);
        IEnumerable<string> faults = isMortal ? [.. Passing, .. Lasting] : Passing;
        return ChaosPlan.Random(dice.Below(int.MaxValue), plan.FaultRate, [.. faults.SelectMany(text => new[] { Place(ChaosFault.Parse(text), dice), Place(ChaosFault.Parse(text), dice) })]);
    }

    public static SoakFault AtTheServer(FuzzRandom dice) => dice.Permille(PermilleAtTheServer)
        ? dice.Pick(SoakFault.NeverFinal, SoakFault.SlowFinal, SoakFault.FinalThenDrop, SoakFault.FinalWithoutClose, SoakFault.Twice, SoakFault.LateResult)
        : SoakFault.None;

    private static ChaosFault Place(ChaosFault fault, FuzzRandom dice) => fault.Kind is ChaosFaultKind.Refuse or ChaosFaultKind.Silence or ChaosFaultKind.Http ? fault : dice.Below(8) switch
    {
        0 => fault,
        1 => fault with { AfterMessages = dice.Below(MostMessages + 1) },
        _ => fault with { AfterBytes = dice.Below(dice.Percent(70) ? MostBytes : MostBytes / 20) },
    };
}
