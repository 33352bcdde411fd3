using System.Globalization;
using System.Runtime.InteropServices;

namespace Mimi.Speech.Bench.Reporting;

/// <summary>What figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Gets the date, the processor, how many of them there are, and what else they had to do when it began.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; load average at the start {LoadAverage()}");

    private static string Processor() => Read("/proc/cpuinfo")
        .FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";

    private static string LoadAverage() => Read("/proc/loadavg").FirstOrDefault()?.Split(' ')[0] ?? "unknown";

    private static string[] Read(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
