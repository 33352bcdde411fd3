using System.Diagnostics;
using System.Runtime;

namespace Mimi.Speech.Bench;

/// <summary>The memory of this process, told apart.</summary>
internal static class ProcessMemory
{
    /// <summary>Collects all garbage, and measures.</summary>
    /// <returns>Bytes that the managed heap uses, and bytes of the whole process: what is no heap is the runtime, the models and native memory.</returns>
    public static (long Heap, long Process) Read()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64);
    }
}
