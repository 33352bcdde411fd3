using System.Globalization;

namespace Mimi.Speech.Bench.Reporting;

/// <summary>What a set of durations looks like, in milliseconds.</summary>
internal readonly record struct Percentiles(int Count, double Median, double P95, double Worst)
{
    public static Percentiles Of(IEnumerable<TimeSpan> durations)
    {
        double[] sorted = [.. durations.Select(static duration => duration.TotalMilliseconds).Order()];
        return sorted.Length == 0 ? default : new(sorted.Length, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.95)], sorted[^1]);
    }

    public override string ToString() => Count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Median:0} / {P95:0} / {Worst:0}");
}
