using System.Globalization;
using Mimi.Speech.Bench.Reporting;

namespace Mimi.Speech.Bench.Scripted;

/// <summary>What a run against scripted results came to.</summary>
/// <param name="Sessions">How many sessions spoke.</param>
/// <param name="Chunk">How much audio a message had.</param>
/// <param name="IsRight">Whether every session's audio and results were complete and right.</param>
/// <param name="Late">How long after the last chunk that it covers was due a result came.</param>
/// <param name="LateSent">How late the load generator itself was, at worst.</param>
/// <param name="ServerProcessors">How many processors the server kept busy.</param>
/// <param name="LoadProcessors">How many the load generator did.</param>
/// <param name="KilobytesPerSession">What a session added to the server's memory.</param>
internal sealed record ScriptedOutcome(int Sessions, TimeSpan Chunk, bool IsRight, Percentiles Late, TimeSpan LateSent, double ServerProcessors, double LoadProcessors, double KilobytesPerSession)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sessions} sessions, {Chunk.TotalMilliseconds:0} ms chunks: {(IsRight ? "all audio and results right" : "WRONG")}; results late by {Late} ms (median / p95 / worst), chunks by {LateSent.TotalMilliseconds:0} ms at worst; processors busy: server {ServerProcessors:0.00}, load {LoadProcessors:0.00}; {KilobytesPerSession:0} KB a session");
}
