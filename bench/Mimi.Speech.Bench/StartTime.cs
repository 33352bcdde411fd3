using System.Diagnostics;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Speech.Bench.Serving;
using Mimi.Speech.Bench.Sessions;

namespace Mimi.Speech.Bench;

/// <summary>How soon <c>mimi serve</c> listens, and recognizes, with its models in the cache.</summary>
internal static class StartTime
{
    /// <summary>Gets the command that was built along with this program.</summary>
    public static string BuiltCommand => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Mimi.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), OperatingSystem.IsWindows() ? "mimi.exe" : "mimi"));

    public static async Task<StartOutcome> RunAsync(string program, MoonshineSize size, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        await using ChildServer server = await ChildServer.StartAsync(program, "serve", "--port", "0", "--model", size == MoonshineSize.Base ? "base" : "tiny");
        TimeSpan listening = Stopwatch.GetElapsedTime(start);
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, server.Address);
        await using var session = await client.OpenSessionAsync(new() { Language = "en", Session = SpokenSession.Patient }, cancellationToken); // It opens when the model is there.
        TimeSpan ready = Stopwatch.GetElapsedTime(start);
        return new(listening, ready, server.ProcessorTime, server.Megabytes);
    }
}
