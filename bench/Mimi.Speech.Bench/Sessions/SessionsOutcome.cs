using System.Globalization;
using Mimi.Speech.Bench.Reporting;

namespace Mimi.Speech.Bench.Sessions;

/// <summary>What a run of sessions with the recognizer came to.</summary>
/// <param name="Sessions">How many spoke to the end.</param>
/// <param name="Refused">How many were refused with 503 and Retry-After.</param>
/// <param name="Broken">How many ended in another way.</param>
/// <param name="AsAlone">How many heard the very text that they hear alone.</param>
/// <param name="WordErrors">The share of wrong words, over all of them.</param>
/// <param name="Temporary">How late temporaries were.</param>
/// <param name="Shown">How late speech was covered by a result.</param>
/// <param name="Final">How long after the end the finals came.</param>
/// <param name="Processors">How many processors the server kept busy.</param>
/// <param name="MegabytesBefore">The server's memory, model included, before the first session.</param>
/// <param name="MegabytesPerSession">What a session added.</param>
internal sealed record SessionsOutcome(int Sessions, int Refused, int Broken, int AsAlone, double WordErrors, Percentiles Temporary, Percentiles Shown, Percentiles Final, double Processors, double MegabytesBefore, double MegabytesPerSession)
{
    /// <summary>Gets a value indicating whether everybody heard the right words.</summary>
    public bool IsRight => Sessions > 0 && Broken == 0 && AsAlone == Sessions && WordErrors <= 0.1;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sessions} sessions, {Refused} refused, {Broken} broken: {AsAlone} as heard alone, {WordErrors:P1} word errors; ms (median / p95 / worst): temporaries {Temporary}, speech shown {Shown}, finals {Final}; {Processors:0.00} processors busy, {MegabytesBefore:0} MB and {MegabytesPerSession:0.0} MB a session");
}
