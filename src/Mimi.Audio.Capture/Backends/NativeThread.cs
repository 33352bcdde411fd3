namespace Mimi.Audio.Capture.Backends;

/// <summary>Runs what blocks in native code on a thread of its own, so that the thread pool stays free.</summary>
internal static class NativeThread
{
    public static Task<T> RunAsync<T>(string name, Func<T> work, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(name, () =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                result.SetCanceled(cancellationToken);
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Starts a thread. The work must not throw.</summary>
    public static void Start(string name, Action work) => new Thread(() => work()) { IsBackground = true, Name = name }.Start();
}
