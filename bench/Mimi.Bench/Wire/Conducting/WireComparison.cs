using System.Diagnostics;
using System.Globalization;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Conducting;

/// <summary>What this library costs against a plain <see cref="System.Net.WebSockets.ClientWebSocket"/> and others: the same verified work, in turns, medians of the ratios of each round.</summary>
internal static class WireComparison
{
    private const int QuietRounds = 8;

    /// <summary>The runtime begins to compile anew when it has had no new method for 100 ms.</summary>
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(int rounds, string[] only, DirectoryInfo? peers)
    {
        (Process server, Uri plain, Uri tls) = await WireServer.StartAsync();
        await using var contestants = new WireContestants(peers);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Machine.Processor}, {Environment.ProcessorCount} processors, .NET {Environment.Version}; server and contestants in processes of their own; medians of {rounds} rounds in turns, at most"));
        Console.WriteLine();
        Console.WriteLine("| work | who | CPU, ratio | CPU, µs each | time, ratio | p50, ratio | p99, ratio | B each |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (WireRow row in WireRows.Create(plain, tls, contestants.Peers).Where(row => only.Length == 0 || only.Contains(row.Id)))
        {
            Print(row, await RunAsync(row, contestants, Math.Min(rounds, row.MaxRounds)));
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return 0;
    }

    /// <returns>The figures of each round of each contestant.</returns>
    public static async Task<IReadOnlyDictionary<string, List<WireFigures>>> RunAsync(WireRow row, WireContestants contestants, int rounds)
    {
        await WarmUpAsync(row, contestants);
        Dictionary<string, List<WireFigures>> figures = row.Contestants.ToDictionary(static name => name, static _ => new List<WireFigures>());
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, WireFigures of) in await PlayAsync(row, contestants, round))
            {
                figures[name].Add(of);
            }
        }

        return figures;
    }

    /// <summary>Plays until no runtime compiles any more: it compiles what is used often anew, in the background and when little happens, so for seconds. As many rounds for everybody.</summary>
    private static async Task WarmUpAsync(WireRow row, WireContestants contestants)
    {
        var compiled = new Queue<long>([0]);
        for (int round = 0; round < row.MaxWarmups; round++)
        {
            IReadOnlyList<(string Name, WireFigures Of)> figures = await PlayAsync(row, contestants, round);
            compiled.Enqueue(figures.Sum(static played => played.Of.Compiled));
            if (compiled.Count > QuietRounds && compiled.Last() - compiled.Dequeue() <= figures.Count)
            {
                return;
            }

            await Task.Delay(CompilerPause);
        }
    }

    /// <summary>Plays a round; every second one backwards, so that nobody always follows the same one.</summary>
    private static async Task<IReadOnlyList<(string Name, WireFigures Of)>> PlayAsync(WireRow row, WireContestants contestants, int round)
    {
        List<(string, WireFigures)> figures = [];
        foreach (string name in round % 2 == 0 ? row.Contestants : row.Contestants.Reverse())
        {
            WireFigures of = await contestants.Get(name).DoAsync(row.Job);
            if (of.Check != row.Check)
            {
                throw new InvalidOperationException($"The work of {name} in '{row.Title}' is not comparable: {of.Check} instead of {row.Check}.");
            }

            figures.Add((name, of));
        }

        return figures;
    }

    private static void Print(WireRow row, IReadOnlyDictionary<string, List<WireFigures>> figures)
    {
        List<WireFigures> basis = figures[row.Contestants[^1]];
        string title = row.Title;
        foreach (string name in row.Contestants)
        {
            List<WireFigures> of = figures[name];
            bool isTimed = basis[0].P50 > 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {title} | {name} | {Ratio(of, basis, static f => f.CpuSeconds)} | {Median(of.Select(f => f.CpuSeconds * 1e6 / row.Operations)):0.##} | {Ratio(of, basis, static f => f.WallSeconds)} | {(isTimed ? Ratio(of, basis, static f => f.P50) : "")} | {(isTimed ? Ratio(of, basis, static f => f.P99) : "")} | {Bytes(of, row)} |"));
            title = "";
        }
    }

    private static string Bytes(List<WireFigures> of, WireRow row)
    {
        double bytes = Median(of.Select(f => f.Bytes / row.Operations));
        return bytes == 0 ? "" : bytes.ToString(bytes < 10 ? "0.00" : "N0", CultureInfo.InvariantCulture);
    }

    private static string Ratio(List<WireFigures> of, List<WireFigures> basis, Func<WireFigures, double> figure) =>
        Median(of.Zip(basis, (a, b) => figure(a) / figure(b))).ToString("0.00", CultureInfo.InvariantCulture);

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
