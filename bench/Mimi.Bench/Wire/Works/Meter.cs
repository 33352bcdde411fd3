using System.Diagnostics;
using System.Runtime;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Works;

/// <summary>Measures what this process spends from its beginning on.</summary>
internal sealed class Meter
{
    private readonly TimeSpan _cpu;
    private readonly long _bytes;
    private readonly long _start;

    public Meter()
    {
        GC.Collect();
        _cpu = Environment.CpuUsage.TotalTime;
        _bytes = GC.GetTotalAllocatedBytes(precise: true);
        _start = Stopwatch.GetTimestamp();
    }

    public WireFigures Stop(long check, double p50 = 0, double p99 = 0)
    {
        double wall = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        double cpu = (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds;
        return new(cpu, wall, GC.GetTotalAllocatedBytes(precise: true) - _bytes, p50, p99, check, JitInfo.GetCompiledMethodCount());
    }
}
