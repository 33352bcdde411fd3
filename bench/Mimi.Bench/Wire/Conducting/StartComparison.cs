using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mimi.Bench.Wire.Conducting;

/// <summary>How long a small program takes from its start to its first result, with this library and without, both published as ReadyToRun.</summary>
internal static class StartComparison
{
    private static readonly string[] Programs = ["Mimi.Start.Library", "Mimi.Start.Plain"];

    public static async Task<int> RunAsync(int rounds, DirectoryInfo bench)
    {
        DirectoryInfo published = Directory.CreateTempSubdirectory("wire-start");
        foreach (string program in Programs)
        {
            await PublishAsync(Path.Combine(bench.FullName, program), Path.Combine(published.FullName, program));
        }

        (Process server, Uri address, _) = await WireServer.StartAsync();
        List<(double Wall, double Cpu, double Compiled)>[] figures = [[], []];
        for (int round = -2; round < rounds; round++) // The first ones bring the files into memory.
        {
            for (int i = 0; i < Programs.Length; i++)
            {
                int which = round % 2 == 0 ? i : Programs.Length - 1 - i;
                (double, double, double) spent = await TimeAsync(Path.Combine(published.FullName, Programs[which], Programs[which]), new Uri(address, "?every=1"));
                if (round >= 0)
                {
                    figures[which].Add(spent);
                }
            }
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        published.Delete(recursive: true);
        Print(figures);
        return 0;
    }

    private static void Print(List<(double Wall, double Cpu, double Compiled)>[] figures)
    {
        Console.WriteLine("| start to first result, ReadyToRun | time, ms | time, ratio | CPU, ms | CPU, ratio | methods compiled at run time |");
        Console.WriteLine("|---|---|---|---|---|---|");
        for (int i = 0; i < Programs.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Programs[i]} | {WireComparison.Median(figures[i].Select(static f => f.Wall)) * 1e3:0} | {WireComparison.Median(figures[i].Zip(figures[1], static (a, b) => a.Wall / b.Wall)):0.00} | {WireComparison.Median(figures[i].Select(static f => f.Cpu)) * 1e3:0} | {WireComparison.Median(figures[i].Zip(figures[1], static (a, b) => a.Cpu / b.Cpu)):0.00} | {WireComparison.Median(figures[i].Select(static f => f.Compiled)):0} |"));
        }
    }

    private static async Task<(double Wall, double Cpu, double Compiled)> TimeAsync(string program, Uri address)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, [address.AbsoluteUri]) { RedirectStandardOutput = true })!;
        string[] words = (await process.StandardOutput.ReadLineAsync() ?? "0 0 0").Split(' ');
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await process.WaitForExitAsync();
        return words[0] == WireMessages.Characters(1).ToString(CultureInfo.InvariantCulture)
            ? (wall, double.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{program} did not get the first result.");
    }

    private static async Task PublishAsync(string project, string folder)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--output", folder, "--verbosity", "quiet"]) { RedirectStandardOutput = true })!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} could not be published: {said}");
        }
    }
}
