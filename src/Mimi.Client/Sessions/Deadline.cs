namespace Mimi.Client.Sessions;

/// <summary>Work that must end in time, even where it ignores its token.</summary>
internal static class Deadline
{
    /// <summary>Runs <paramref name="work"/> for at most <paramref name="timeout"/>.</summary>
    /// <param name="work">Is abandoned, not awaited, when its time is over or the caller cancels; what it still yields is disposed.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="MimiTimeoutException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<TResult> RunAsync<TResult>(
        Func<CancellationToken, Task<TResult>> work, TimeSpan timeout, TimeProvider time, string what, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var over = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        Task<TResult> working = work(either.Token);
        try
        {
            return await working.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            _ = DisposeLateAsync(working);
            cancellationToken.ThrowIfCancellationRequested();
            throw over.IsCancellationRequested
                ? new MimiTimeoutException($"{what} took longer than {timeout.TotalSeconds:0.###} s.", timeout, e)
                : new MimiIOException($"{what} was given up for no known reason.", e);
        }
    }

    private static async Task DisposeLateAsync<TResult>(Task<TResult> working)
    {
        await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (working.IsCompletedSuccessfully)
        {
            (await working.ConfigureAwait(false) as IDisposable)?.Dispose();
        }
    }
}
