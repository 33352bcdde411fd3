namespace Mimi.Proof.Soak;

/// <summary>What may be left.</summary>
internal static class SoakRules
{
    /// <summary>The limit that issue 4 sets: within 5 %.</summary>
    private const double Growth = 0.05;

    /// <summary>Who reads a session's events waits in it.</summary>
    private const int MostMethodsAtRest = 1;

    /// <summary>The pools of arrays fill up to what was in use at once, which chance decides. Sixty bytes a connection are more than this in an hour of a hundred sessions.</summary>
    private const long LeastHeapBytes = 1_048_576;

    /// <summary>What the system counts comes in large pieces; the stacks of threads and what is compiled late are in it.</summary>
    private const long LeastPrivateBytes = 8_388_608;

    /// <summary>Compares two moments at which the same must be left.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <param name="ownsProcess">Whether nothing else goes on in the process: only then its memory and its files tell anything.</param>
    public static IEnumerable<string> Compare(SoakMoment before, SoakMoment after, bool ownsProcess)
    {
        if (Exceeds(after.Process.HeapBytes, before.Process.HeapBytes, SoakAudio.MemoryBytes, LeastHeapBytes))
        {
            yield return $"{after.Name}: the heap has {after.Process.HeapBytes:N0} bytes, and had {before.Process.HeapBytes:N0} at {before.Name}.";
        }

        if (ownsProcess && Exceeds(after.Process.PrivateBytes, before.Process.PrivateBytes, 0, LeastPrivateBytes))
        {
            yield return $"{after.Name}: the process has {after.Process.PrivateBytes:N0} bytes of its own, and had {before.Process.PrivateBytes:N0} at {before.Name}.";
        }

        foreach ((string file, int count) in after.Process.Files.Where(file => ownsProcess && file.Value > before.Process.Files.GetValueOrDefault(file.Key)))
        {
            yield return $"{after.Name}: {file} is open {count} times, and was {before.Process.Files.GetValueOrDefault(file)} times at {before.Name}.";
        }

        if (after.Tasks > before.Tasks)
        {
            yield return $"{after.Name}: {after.Tasks} async methods wait, and {before.Tasks} did at {before.Name}.";
        }
    }

    /// <summary>Looks at one moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="sessions">How many sessions are alive then, each at rest. Such a one has a timer, and no connection.</param>
    /// <param name="listeners">How many sockets there are, all of which listen.</param>
    public static IEnumerable<string> Check(SoakMoment moment, int sessions, int listeners) => Check(
        moment.Name,
        ("sessions", moment.Sessions, sessions),
        ("connections", moment.Connections, 0),
        ("timers", moment.SessionTimers, sessions),
        ("sockets", moment.Process.Sockets, listeners),
        ("sockets that nobody closes", moment.Process.DeadSockets, 0),
        ("async methods that wait", moment.Tasks, sessions * MostMethodsAtRest));

    private static List<string> Check(string name, params ReadOnlySpan<(string What, int Count, int Expected)> counts)
    {
        List<string> wrong = [];
        foreach ((string what, int count, int expected) in counts)
        {
            if (count > expected)
            {
                wrong.Add($"{name}: {count} {what} are left, and {expected} should be.");
            }
        }

        return wrong;
    }

    /// <param name="after">What it is.</param>
    /// <param name="before">What it was.</param>
    /// <param name="constant">How much of both is always the same, and must not hide what grows.</param>
    /// <param name="least">What growth is never too much.</param>
    private static bool Exceeds(long after, long before, long constant, long least) => after - before > Math.Max(least, Growth * (before - constant));
}
