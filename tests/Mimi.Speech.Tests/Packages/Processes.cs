using System.Diagnostics;
using System.Globalization;

namespace Mimi.Speech.Tests.Packages;

internal static class Processes
{
    /// <summary>Tells whether a process lives; one that only waits for its parent to notice its end does not.</summary>
    public static bool IsRunning(string id)
    {
        try
        {
            using Process process = Process.GetProcessById(int.Parse(id.Trim(), CultureInfo.InvariantCulture));
            return !process.HasExited && !File.ReadAllText($"/proc/{process.Id}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for a file that another process makes.</summary>
    public static async Task FileAsync(string path, CancellationToken cancellationToken)
    {
        while (!File.Exists(path))
        {
            await Task.Delay(10, cancellationToken);
        }

        await Task.Run(() => File.OpenRead(path).Dispose(), cancellationToken);
    }
}
