using System.ComponentModel;
using System.Diagnostics;

namespace Mimi.Speech.Packages;

/// <summary>Ends programs that were started here.</summary>
internal static class ChildProcess
{
    /// <summary>How long a program that has ended, or was told to, may hold up whoever started it.</summary>
    public static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    /// <summary>Ends a program and everything it started, at once.</summary>
    public static async Task EndAsync(Process process, TimeProvider time)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has just ended by itself, or a child of it has.
        }

        await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(EndLimit, time, CancellationToken.None)).ConfigureAwait(false);
    }
}
