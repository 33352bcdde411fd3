using System.Runtime.CompilerServices;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Recognition;
using Mimi.Proof.Fuzzing.Client;
using Mimi.Proof.Reporting;

namespace Mimi.Proof.Stalled;

/// <summary>Ten minutes of audio into a server that takes nothing: what does the session keep?</summary>
internal static class StalledProof
{
    private const int ChunkBytes = 3_200;
    private const int BytesPerSecond = 32_000;

    /// <summary>The limit that issue 4 sets, for the default buffer.</summary>
    private const long MaxGrowthBytes = 1_500_000;

    private static readonly byte[] Silence = new byte[ChunkBytes];

    /// <summary>Runs the proof.</summary>
    /// <param name="minutes">How much audio.</param>
    /// <param name="output">Where to report.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int minutes, TextWriter output)
    {
        var report = new Report(output);
        report.Begin("stalled", ("minutes of audio", minutes), ("limit in bytes", MaxGrowthBytes));
        long chunks = minutes * 60L * BytesPerSecond / ChunkBytes;
        await SpeakAsync(chunks, measures: null); // Warm: what the process keeps for good is not the session's.
        long growth = 0;
        (long taken, long refused) = await SpeakAsync(chunks, before =>
        {
            growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        });
        report.Figure("bytes of audio taken", taken);
        report.Figure("bytes of audio refused", refused);
        report.Figure("bytes of memory added, pools included", growth);
        long continuous = 0;
        await SpeakContinuouslyAsync(chunks, before => continuous = GC.GetTotalMemory(forceFullCollection: true) - before); // Cold: the pools are empty, and its window counts.
        report.Figure("bytes added by a continuous session", continuous);
        List<string> violations = [];
        if (Math.Max(growth, continuous) > MaxGrowthBytes)
        {
            violations.Add($"{growth:N0} bytes were added by a plain session, {continuous:N0} by a continuous one.");
        }

        return report.End($"{chunks} chunks of {ChunkBytes} bytes", violations);
    }

    /// <summary>The same for a continuous session with its default window, whose oldest audio gives way.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task SpeakContinuouslyAsync(long chunks, Action<long>? measures)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using var stream = new ScriptedStream([], [1], StreamEnd.Silent, WriteFate.Stalls);
        using var engine = new ScriptedEngine(stream);
        await using MimiContinuousSession session = new MimiAsrClient(engine, null, new Uri("http://in-memory/")).StartContinuousSession(null, new() { Overload = MimiOverload.DropOldest });
        for (long i = 0; i < chunks; i++)
        {
            await session.SendBinaryAsync(Silence);
        }

        measures?.Invoke(before);
    }

    /// <summary>Offers every chunk to a full buffer, while one caller waits in it; measures while all of that is alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(long Taken, long Refused)> SpeakAsync(long chunks, Action<long>? measures)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using var stream = new ScriptedStream([], [1], StreamEnd.Silent, WriteFate.Stalls);
        using var engine = new ScriptedEngine(stream);
        MimiRecognitionSession<MimiAsrResult> session = await new MimiAsrClient(engine, null, new Uri("http://in-memory/")).OpenSessionAsync();
        long taken = 0;
        for (long i = 0; i < chunks; i++)
        {
            taken += session.TrySendBinary(Silence) ? ChunkBytes : 0;
        }

        Task waiting = session.SendBinaryAsync(Silence).AsTask();
        measures?.Invoke(before);
        await session.DisposeAsync();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (taken, (chunks * ChunkBytes) - taken);
    }
}
