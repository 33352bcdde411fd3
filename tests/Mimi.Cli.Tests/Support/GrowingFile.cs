namespace Mimi.Cli.Support;

/// <summary>A file that another process writes.</summary>
internal static class GrowingFile
{
    /// <summary>Waits until a file is there and has so many bytes.</summary>
    public static async Task WaitForAsync(string path, long bytes, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!);
        watcher.Created += (_, _) => Look();
        watcher.Changed += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();
        await reached.Task.WaitAsync(cancellationToken);

        void Look()
        {
            if (new FileInfo(path) is { Exists: true } file && file.Length >= bytes)
            {
                reached.TrySetResult();
            }
        }
    }
}
