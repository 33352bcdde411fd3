using System.Globalization;

namespace Mimi.Speech.Bench;

/// <summary>What a start came to.</summary>
/// <param name="Listening">When the address was written.</param>
/// <param name="Ready">When the first session was open, which it is not before its model is loaded.</param>
/// <param name="ProcessorTime">What that took of the processors.</param>
/// <param name="Megabytes">The memory of the process then.</param>
internal sealed record StartOutcome(TimeSpan Listening, TimeSpan Ready, TimeSpan ProcessorTime, double Megabytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"listening after {Listening.TotalSeconds:0.00} s, ready after {Ready.TotalSeconds:0.00} s; {ProcessorTime.TotalSeconds:0.00} processor seconds, {Megabytes:0} MB");
}
