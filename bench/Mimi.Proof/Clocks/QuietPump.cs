namespace Mimi.Proof.Clocks;

/// <summary>One thread that looks after all skipping clocks, a thousand times a second.</summary>
internal static class QuietPump
{
    private static readonly Lock Gate = new();
    private static readonly List<SkippingTime> Clocks = [];
    private static Thread? Worker;

    public static void Add(SkippingTime clock)
    {
        lock (Gate)
        {
            Clocks.Add(clock);
            if (Worker is null)
            {
                Worker = new Thread(Pump) { IsBackground = true, Name = nameof(QuietPump), Priority = ThreadPriority.BelowNormal };
                Worker.Start();
            }
        }
    }

    public static void Remove(SkippingTime clock)
    {
        lock (Gate)
        {
            Clocks.Remove(clock);
        }
    }

    private static void Pump()
    {
        while (true)
        {
            Thread.Sleep(1);
            SkippingTime[] clocks;
            lock (Gate)
            {
                clocks = [.. Clocks];
            }

            Array.ForEach(clocks, static clock => clock.Look());
        }
    }
}
