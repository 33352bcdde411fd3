namespace Mimi.Proof.Clocks;

/// <summary>A clock that counts the timers that were made and not disposed.</summary>
internal abstract class CountingTime : TimeProvider
{
    public abstract int LiveTimers { get; }

    /// <summary>Says that something happens, to a clock that stands still meanwhile.</summary>
    public virtual void Touch()
    {
    }

    /// <summary>Waits until no more timers than a number are left: what was cancelled gives its timer back soon, on another thread.</summary>
    /// <returns>How many are left.</returns>
    public async Task<int> SettleAsync(int expected)
    {
        for (int i = 0; i < 2_000 && LiveTimers > expected; i++)
        {
            await Task.Delay(1);
        }

        return LiveTimers;
    }
}
