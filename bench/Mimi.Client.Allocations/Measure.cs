namespace Mimi.Client.Allocations;

/// <summary>Counts what a piece of work allocates once it is warm.</summary>
internal static class Measure
{
    private const int Tries = 9; // The shared array pool now and then has none left for a thread, and makes one more, a few times in a row on a busy computer.

    /// <summary>Does the work a few times, and takes the least: the runtime itself allocates now and then, when it starts a thread or compiles something anew.</summary>
    /// <param name="operations">How many operations a turn has.</param>
    /// <param name="work">Does so many operations.</param>
    /// <returns>The bytes of one turn.</returns>
    public static async Task<long> LeastAsync(int operations, Func<int, Task> work)
    {
        await work(operations); // What is compiled and pooled at first is not what it costs.
        long least = long.MaxValue;
        for (int i = 0; i < Tries; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await work(operations);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
