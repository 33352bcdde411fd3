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

    /// <summary>What the system counts: the stacks of threads, what their allocators keep, and what is compiled late are in it.</summary>
    private const long LeastPrivateBytes = 8_388_608;

    /// <summary>Compares a moment with earlier ones at which the same was left.</summary>
    /// <param name="before">The earlier ones: the most that was left at one of them counts, since pools give back what was not used for a minute.</param>
    /// <param name="after">The moment.</param>
    public static IEnumerable<string> CompareHeap(IReadOnlyCollection<SoakMoment> before, SoakMoment after) =>
        Compare("bytes on the heap", before.Max(static moment => moment.Process.HeapBytes), after.Process.HeapBytes, SoakAudio.MemoryBytes, LeastHeapBytes, before, after);

    /// <inheritdoc cref="CompareHeap"/>
    /// <remarks>Only where nothing else goes on in the process.</remarks>
    public static IEnumerable<string> CompareProcess(IReadOnlyCollection<SoakMoment> before, SoakMoment after)
    {
        IEnumerable<string> files = after.Process.Files
            .Where(file => file.Value > before.Max(moment => moment.Process.Files.GetValueOrDefault(file.Key)))
            .Select(file => $"{after.Name}: {file.Key} is open {file.Value} times, and was not so often before.");
        return files.Concat(Compare("bytes of the process's own", before.Max(static moment => moment.Process.PrivateBytes), after.Process.PrivateBytes, 0, LeastPrivateBytes, before, after));
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

    /// <param name="what">What is compared.</param>
    /// <param name="most">How much it was, at most.</param>
    /// <param name="count">How much it is.</param>
    /// <param name="constant">How much of both is always the same, and must not hide what grows.</param>
    /// <param name="least">How much more is never too much.</param>
    /// <param name="before">When it was so much.</param>
    /// <param name="after">When it is so much.</param>
    private static IEnumerable<string> Compare(string what, long most, long count, long constant, long least, IReadOnlyCollection<SoakMoment> before, SoakMoment after)
    {
        if (count - most > Math.Max(least, Growth * (most - constant)))
        {
            yield return $"{after.Name}: there are {count:N0} {what}, and were {most:N0} at most up to {before.Last().Name}.";
        }
    }
}
