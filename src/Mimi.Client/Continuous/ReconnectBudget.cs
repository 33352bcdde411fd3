namespace Mimi.Client.Continuous;

/// <summary>What one utterance has left of its reconnections. The time is that of the whole session.</summary>
internal sealed class ReconnectBudget(MimiReconnectOptions options, Outage outage, Random jitter)
{
    /// <summary>Gets how many reconnections there were since audio was settled last.</summary>
    public int Attempts { get; private set; }

    /// <summary>The server is alive: the time counts anew.</summary>
    public void OnResult() => outage.End();

    /// <summary>Audio has its determined text: the attempts count anew, too.</summary>
    public void OnSettled() => Attempts = 0;

    /// <summary>Plans the next reconnection.</summary>
    /// <param name="retryAfter">How long the server asks to wait.</param>
    /// <returns>How long to wait, or <see langword="null"/> if nothing is left.</returns>
    public TimeSpan? Plan(TimeSpan? retryAfter)
    {
        if (Attempts == options.MaxAttempts)
        {
            return null;
        }

        double most = Math.Min(options.MaxDelay.TotalMilliseconds, options.BaseDelay.TotalMilliseconds * Math.Pow(2, Attempts));
        TimeSpan delay = TimeSpan.FromMilliseconds(most * (0.5 + (jitter.NextDouble() / 2)));
        delay = retryAfter > delay ? retryAfter.Value : delay;
        if (outage.GoOn() + delay > options.Budget)
        {
            return null;
        }

        Attempts++;
        return delay;
    }
}
