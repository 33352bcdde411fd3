using System.Globalization;

namespace Mimi.Speech.Bench;

/// <summary>What a monologue came to.</summary>
/// <param name="Duration">How long it was.</param>
/// <param name="Cost">Processor seconds per second of audio.</param>
/// <param name="TemporariesPerSecond">How many temporaries came per second of audio.</param>
/// <param name="Segments">How many final segments came.</param>
/// <param name="WordErrors">The share of wrong words.</param>
/// <param name="ManagedMegabytes">What of the managed heap is in use at its end, while the stream is still open.</param>
/// <param name="Megabytes">The memory of the process then, model included.</param>
internal sealed record MonologueOutcome(TimeSpan Duration, double Cost, double TemporariesPerSecond, int Segments, double WordErrors, long ManagedMegabytes, long Megabytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Duration.TotalMinutes:0.0} minutes: {Cost:0.0000} processor seconds per second of audio; {TemporariesPerSecond:0.00} temporaries a second, {Segments} segments, {WordErrors:P1} word errors, {Megabytes} MB, of which {ManagedMegabytes} MB managed");
}
