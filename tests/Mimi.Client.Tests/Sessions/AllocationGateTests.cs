using System.Diagnostics;
using System.Globalization;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>What the paths of audio and results allocate over a real socket, on all threads, in a process of its own: bytes, not time.</summary>
public sealed class AllocationGateTests
{
    /// <summary>Its own folder, beside that of these tests.</summary>
    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Mimi.Client.Allocations", new DirectoryInfo(AppContext.BaseDirectory).Name, "Mimi.Client.Allocations.dll"));

    [Fact]
    public async Task SendAndReceive_SteadyState_StayBelowTheirLimits()
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", Program, "8000"]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestTimeout.Token);
        await process.WaitForExitAsync(TestTimeout.Token);
        Dictionary<string, double> bytes = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' '))
            .ToDictionary(static words => words[0], static words => double.Parse(words[1], CultureInfo.InvariantCulture));

        Assert.Equal(0, process.ExitCode);
        Assert.InRange(bytes["paced"], 0, 1_024); // Of all chunks together.
        Assert.InRange(bytes["offered"], 0, 1);
        Assert.InRange(bytes["saturated"], 0, 1);
        Assert.InRange(bytes["result"], 200, 500); // The strings of a result are new each time.
        Assert.InRange(bytes["paced-tls"], 0, 1_024);
        Assert.InRange(bytes["saturated-tls"], 0, 8);
        Assert.InRange(bytes["result-tls"], 200, 500);
    }
}
