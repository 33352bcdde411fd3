namespace Mimi.Speech.Packages;

/// <summary>Holds a file open so that nobody else can, in this process or another. The system lets go of it when a process dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
    }

    /// <exception cref="TimeoutException">Somebody else held it for longer than <paramref name="limit"/>.</exception>
    public static async Task<FolderLock> AcquireAsync(string path, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path)) // Its subclasses are other troubles: no folder, a path too long.
            {
                if (time.GetElapsedTime(start) > limit)
                {
                    throw new TimeoutException($"Another process has been fetching the same package for over {limit.TotalMinutes:F0} minutes.", e);
                }
            }

            await Task.Delay(RetryInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();
}
