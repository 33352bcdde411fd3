using System.Globalization;
using Mimi.Chaos;
using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Everything that one run is made of. The dice throw what is left: the sizes of chunks, and when the server says something.</summary>
internal sealed record LedgerPlan
{
    public required long Dice { get; init; }

    public required bool IsPlain { get; init; }

    public required LedgerService Service { get; init; }

    public required int Offset { get; init; }

    public required int Bytes { get; init; }

    public required int LargestChunk { get; init; }

    public required int PausePermille { get; init; }

    public required TimeSpan LongestPause { get; init; }

    public required LedgerEnd End { get; init; }

    /// <summary>Gets where, in permille of the audio or after how many results, the caller ends early.</summary>
    public required int EndAt { get; init; }

    public required MimiSessionOptions Session { get; init; }

    public required MimiContinuousOptions Continuous { get; init; }

    public required IReadOnlyList<LedgerFault> Faults { get; init; }

    /// <summary>Gets what goes wrong on the way, if the run goes over TCP; <see langword="null"/> if it is in memory.</summary>
    public ChaosPlan? Network { get; init; }

    public ReadOnlyMemory<byte> Audio => LedgerAudio.All.Slice(Offset * LedgerAudio.BytesPerSample, Bytes);

    /// <param name="dice">Throw everything.</param>
    /// <param name="loopbackPercent">How many of a hundred plans go over TCP. What else is in a plan does not depend on it.</param>
    public static LedgerPlan Create(FuzzRandom dice, int loopbackPercent = 0)
    {
        LedgerPlan plan = Create(dice);
        plan = !plan.IsPlain && plan.Dice % 4 == 3 ? plan.WithLongChunks() : plan;
        return plan.Dice % 100 < loopbackPercent ? plan with { Network = LoopbackFaults.Create(plan) } : plan;
    }

    /// <summary>The same with chunks of up to a whole window, which half of the time is no longer than an utterance: then little may be held back, and nothing for ever.</summary>
    private LedgerPlan WithLongChunks()
    {
        var dice = new FuzzRandom(Dice, -2);
        TimeSpan window = dice.Percent(50) ? Continuous.MaxUtterance : Continuous.ReplayWindow;
        int bytes = (int)(window.TotalSeconds * LedgerAudio.SampleRate) * LedgerAudio.BytesPerSample;
        return this with { Continuous = Continuous with { ReplayWindow = window }, LargestChunk = bytes - dice.Below(4) };
    }

    private static LedgerPlan Create(FuzzRandom dice)
    {
        bool isPlain = dice.Percent(30);
        double rollover = 1 + (dice.Below(1_500) / 1_000d);
        double most = rollover + (dice.Below(1_500) / 1_000d);
        int faults = dice.Pick(0, 20, 50, 80);
        var overload = dice.Pick(MimiOverload.Wait, MimiOverload.Wait, MimiOverload.DropOldest, MimiOverload.Fail);
        return new()
        {
            Dice = (long)(dice.Next() >> 2),
            IsPlain = isPlain,
            Service = dice.Pick(LedgerService.Asr, LedgerService.NictV1, LedgerService.NictV2),
            Offset = dice.Below(LedgerAudio.TotalSamples - 130_000),
            Bytes = dice.Percent(5) ? dice.Below(40) : dice.Between(2_000, dice.Percent(20) ? 240_000 : 100_000),
            LargestChunk = dice.Pick(3, 321, 1_600, 3_200, 9_999, 15_000),
            PausePermille = dice.Pick(0, 0, 10, 100),
            LongestPause = TimeSpan.FromMilliseconds(dice.Pick(50, 500, 12_000)),
            End = dice.Pick(LedgerEnd.Stop, LedgerEnd.Stop, LedgerEnd.Stop, LedgerEnd.StopMeanwhile, LedgerEnd.Complete, LedgerEnd.CompleteSoon, LedgerEnd.Cancel, LedgerEnd.Leave),
            EndAt = dice.Below(1_000),
            Session = new()
            {
                SendBufferBytes = isPlain ? dice.Pick(3_200, 4_001, 16_000, 64_000) : 64_000,
                Overload = isPlain ? overload : MimiOverload.Wait,
                KeepAlive = isPlain && dice.Percent(40) ? TimeSpan.FromSeconds(dice.Between(1, 3)) : null,
            },
            Continuous = new()
            {
                RolloverAfter = TimeSpan.FromSeconds(rollover),
                MaxUtterance = TimeSpan.FromSeconds(most),
                ReplayWindow = TimeSpan.FromSeconds(most + (dice.Below(4_000) / 1_000d)),
                PauseToFinalize = dice.Percent(20) ? TimeSpan.FromMilliseconds(dice.Between(200, 600)) : null,
                IdleTimeout = TimeSpan.FromSeconds(dice.Pick(1, 5, 25)),
                Overload = overload,
                MaxConnections = dice.Between(1, 4),
                Reconnect = new() { MaxAttempts = dice.Pick(3, 10, 1_000), Budget = TimeSpan.FromSeconds(dice.Pick(60, 3_600)), JitterSeed = dice.Below(1_000) },
            },
            Faults = [.. Enumerable.Range(0, isPlain ? 1 : 40).Where(_ => dice.Percent(faults)).Select(opening => LedgerFault.Create(dice, opening))],
        };
    }

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsPlain ? "plain" : "continuous")} {Service}, {Bytes} bytes from {Offset}, chunks to {LargestChunk}, pauses {PausePermille} to {LongestPause.TotalSeconds} s, {End} at {EndAt}, ")
        + (IsPlain
            ? string.Create(CultureInfo.InvariantCulture, $"buffer {Session.SendBufferBytes}, {Session.Overload}, keep-alive {Session.KeepAlive?.TotalSeconds}")
            : string.Create(CultureInfo.InvariantCulture, $"rollover {Continuous.RolloverAfter.TotalSeconds}, utterance {Continuous.MaxUtterance.TotalSeconds}, window {Continuous.ReplayWindow.TotalSeconds}, pause {Continuous.PauseToFinalize?.TotalSeconds}, idle {Continuous.IdleTimeout.TotalSeconds}, {Continuous.Overload}, connections {Continuous.MaxConnections}, attempts {Continuous.Reconnect.MaxAttempts}"))
        + $"; faults: {string.Join(", ", Faults.Select(static fault => $"#{fault.Opening} {fault.Kind}@{fault.AfterSamples} {(fault.Number == 0 ? "" : fault.Number)}{(fault.RetryAfter is { } wait ? $" retry {wait}" : "")}"))}"
        + (Network is null ? "" : $"; over TCP: {Network}");
}
