using System.Globalization;
using System.Runtime;

namespace Mimi.Proof.Soak;

/// <summary>What this process holds at one moment.</summary>
/// <param name="HeapBytes">The managed heap after a full, compacting collection.</param>
/// <param name="PrivateBytes">Memory of its own that is resident (<c>RssAnon</c>).</param>
/// <param name="Files">Open files, how many of each, without those of code and without sockets.</param>
/// <param name="Sockets">Sockets, those that listen included.</param>
/// <param name="DeadSockets">Sockets whose peer has ended the connection, and that nobody closes (<c>CLOSE_WAIT</c>).</param>
/// <param name="Timers">The runtime's timers that are armed.</param>
/// <param name="Threads">Threads of the pool.</param>
internal sealed record ProcessState(long HeapBytes, long PrivateBytes, IReadOnlyDictionary<string, int> Files, int Sockets, int DeadSockets, long Timers, int Threads)
{
    private const string CloseWait = "08";
    private const string Listen = "0A";
    private const string SocketPrefix = "socket:[";
    private static readonly string[] Tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

    public static ProcessState Measure()
    {
        for (int i = 0; i < 3; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // Gives memory back to the system, too.
            GC.WaitForPendingFinalizers();
        }

        (SortedDictionary<string, int> files, HashSet<string> sockets) = Open();
        return new(GC.GetTotalMemory(forceFullCollection: true), PrivateMemory(), files, sockets.Count, LookUp(sockets).Count(static socket => socket.State == CloseWait), Timer.ActiveCount, ThreadPool.ThreadCount);
    }

    /// <summary>Counts sockets only, which costs little.</summary>
    public static int CountSockets() => Open().Sockets.Count;

    /// <summary>Tells which sockets do not listen: their ends and their state, as the system writes them.</summary>
    public static IEnumerable<string> DescribeSockets() => LookUp(Open().Sockets).Where(static socket => socket.State != Listen).Select(static socket => $"{socket.Ends} in state {socket.State}");

    private static (SortedDictionary<string, int> Files, HashSet<string> Sockets) Open()
    {
        SortedDictionary<string, int> files = new(StringComparer.Ordinal);
        HashSet<string> sockets = [];
        foreach (string file in OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd") : [])
        {
            // That of the listing itself is gone by now, and the runtime keeps the files of code open that it comes to need.
            if (LinkOf(file) is not { } target || target.EndsWith(".dll", StringComparison.Ordinal) || target.EndsWith(".pdb", StringComparison.Ordinal))
            {
                continue;
            }

            if (target.StartsWith(SocketPrefix, StringComparison.Ordinal))
            {
                sockets.Add(target[SocketPrefix.Length..^1]);
            }
            else
            {
                files[target] = files.GetValueOrDefault(target) + 1;
            }
        }

        return (files, sockets);
    }

    private static string? LinkOf(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Looks up this process's sockets in the system's tables, by their inodes.</summary>
    private static IEnumerable<(string Ends, string State)> LookUp(HashSet<string> sockets) => !OperatingSystem.IsLinux() ? [] : Tables
        .Where(File.Exists)
        .SelectMany(static table => File.ReadLines(table).Skip(1))
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(columns => columns.Length > 9 && sockets.Contains(columns[9]))
        .Select(static columns => ($"{columns[1]} to {columns[2]}", columns[3]));

    private static long PrivateMemory()
    {
        if (OperatingSystem.IsLinux())
        {
            string line = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1_024;
        }

        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PrivateMemorySize64;
    }
}
