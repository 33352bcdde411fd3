using System.Runtime.CompilerServices;

namespace Mimi.Client.Sessions;

/// <summary>Awaits a read and, if that has to wait, hands this thread over to whoever waits for the results that came before it.</summary>
/// <remarks>
/// The reading goes on by itself, on whatever thread the socket wakes, before the results' reader gets to run here: so however long that one takes, pings are answered,
/// the close is seen and the next results are taken. What it saves is a detour over the thread pool for every result.
/// </remarks>
/// <param name="read">The read. It is awaited once.</param>
/// <param name="results">What the reads before it brought.</param>
internal readonly struct HandOver<T>(ValueTask<bool> read, ResultBuffer<T> results)
{
    public Awaiter GetAwaiter() => new(read.ConfigureAwait(false).GetAwaiter(), results);

    internal readonly struct Awaiter(ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter read, ResultBuffer<T> results) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => read.IsCompleted;

        public bool GetResult() => read.GetResult();

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation)
        {
            ResultBuffer<T> held = results; // The loop that awaits may be elsewhere already behind the next line, and this awaiter with it.
            read.UnsafeOnCompleted(continuation);
            held.WakeHere();
        }
    }
}
