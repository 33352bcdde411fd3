using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mimi.Proof.Hanging;

/// <summary>Tells what a process that hangs is doing: its operations, its thread pool, its threads; and every stack, if the tool dotnet-stack is on the path.</summary>
internal static class HangDump
{
    private static readonly TimeSpan ToolPatience = TimeSpan.FromSeconds(20);

    public static string Create(IReadOnlyList<Operation> pending, TimeSpan deadline)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"An operation did not end in {deadline.TotalSeconds:F0} s. Pending:");
        foreach (Operation operation in pending)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {operation}");
        }

        ThreadPool.GetAvailableThreads(out int workers, out _);
        ThreadPool.GetMaxThreads(out int most, out _);
        text.AppendLine(CultureInfo.InvariantCulture, $"Thread pool: {ThreadPool.ThreadCount} threads, {most - workers} busy, {ThreadPool.PendingWorkItemCount} items wait, {ThreadPool.CompletedWorkItemCount} done. Timers: {Timer.ActiveCount}. Memory: {GC.GetTotalMemory(false):N0} bytes.");
        using var self = Process.GetCurrentProcess();
        foreach (IGrouping<string, (string State, TimeSpan Time)> state in self.Threads.Cast<ProcessThread>().Select(Look).GroupBy(static thread => thread.State))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Threads {state.Key}: {state.Count()}, {state.Sum(static thread => thread.Time.TotalSeconds):F1} s of processor time.");
        }

        return text.AppendLine(Stacks()).ToString();
    }

    private static (string State, TimeSpan Time) Look(ProcessThread thread)
    {
        try
        {
            return (thread.ThreadState.ToString(), thread.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            return ("that have ended meanwhile", TimeSpan.Zero);
        }
    }

    private static string Stacks()
    {
        try
        {
            using Process tool = Process.Start(new ProcessStartInfo("dotnet-stack", ["report", "--process-id", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> output = tool.StandardOutput.ReadToEndAsync();
            if (!tool.WaitForExit(ToolPatience))
            {
                tool.Kill();
            }

            return output.GetAwaiter().GetResult();
        }
        catch (Win32Exception)
        {
            return "For every stack: dotnet tool install --global dotnet-stack. For what each async method waits for: dotnet-dump collect, then dumpasync.";
        }
    }
}
