using System.Diagnostics;

namespace Mimi.Cli.Support;

/// <summary>A pipe with a name (FIFO), in a test's folder.</summary>
internal static class NamedPipe
{
    /// <returns>Its path.</returns>
    public static async Task<string> CreateAsync(TestFolder folder, string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        string path = Path.Combine(folder.Path, name);
        using Process mkfifo = Process.Start("mkfifo", [path]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, mkfifo.ExitCode);
        return path;
    }

    /// <summary>Opens it for writing; that waits for a reader.</summary>
    public static Task<FileStream> OpenAsync(string path) =>
        Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), TestContext.Current.CancellationToken);
}
