namespace Mimi.Client.Continuous;

/// <summary>Makes gap events.</summary>
internal static class Gaps
{
    public static MimiGapEvent Create(SampleClock clock, long start, long end, MimiGapReason reason)
    {
        TimeSpan from = clock.ToTime(start);
        return new()
        {
            StartSample = clock.ToSamples(start),
            SampleCount = clock.ToSamples(end - start),
            Start = from,
            Length = clock.ToTime(end) - from,
            Reason = reason,
        };
    }
}
