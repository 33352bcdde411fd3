namespace Mimi.Bench.Wire.Conducting;

/// <summary>What a table's head says of the machine.</summary>
internal static class Machine
{
    /// <summary>Gets the processor's name, where the system tells it in a file.</summary>
    public static string Processor { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : "unknown processor";
}
