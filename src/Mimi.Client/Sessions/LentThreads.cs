namespace Mimi.Client.Sessions;

/// <summary>Looks now and then after the threads that pumps have lent, and has those go on elsewhere that did not get theirs back.</summary>
/// <remarks>One timer for the whole process, which runs only after something was lent. Real time: it is about threads.</remarks>
internal static class LentThreads
{
    /// <summary>How long a thread is lent at most. Nobody waits for it but a peer's ping and close.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private static readonly Lock Gate = new();
    private static readonly HashSet<MessagePump> Pumps = [];
    private static readonly ITimer Timer = CreateTimer();
    private static int IsArmed; // Or about to be.

    public static void Add(MessagePump pump)
    {
        lock (Gate)
        {
            Pumps.Add(pump);
        }
    }

    public static void Remove(MessagePump pump)
    {
        lock (Gate)
        {
            Pumps.Remove(pump);
        }
    }

    /// <summary>Says that a thread was lent.</summary>
    public static void Watch()
    {
        if (Volatile.Read(ref IsArmed) == 0 && Interlocked.Exchange(ref IsArmed, 1) == 0)
        {
            Timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Look()
    {
        Interlocked.Exchange(ref IsArmed, 0); // First: whoever lends from here on arms it anew.
        lock (Gate)
        {
            foreach (MessagePump pump in Pumps)
            {
                pump.Reclaim();
            }
        }
    }

    private static ITimer CreateTimer()
    {
        using AsyncFlowControl flow = ExecutionContext.SuppressFlow(); // It outlives whoever comes first.
        return TimeProvider.System.CreateTimer(static _ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
