using System.Diagnostics;
using System.Globalization;

namespace Mimi.Bench.Wire;

/// <summary>What sending and receiving costs against a plain <see cref="System.Net.WebSockets.ClientWebSocket"/>: the same verified work, in turns, medians of ratios.</summary>
internal static class WireComparison
{
    private const int ChunkBytes = 3_200;

    public static async Task<int> RunAsync(int pairs)
    {
        (Process server, Uri address) = await WireServer.StartAsync();
        try
        {
            Console.WriteLine($"{pairs} pairs in turns, {Environment.ProcessorCount} processors, server in another process; ratio = this library : plain ClientWebSocket");
            Console.WriteLine("| work | CPU ratio | wall ratio | bytes allocated, library | plain |");
            Console.WriteLine("|---|---|---|---|---|");
            await CompareAsync("upload of 64 MiB in chunks of 3,200 B, per chunk", pairs, 20_971, address, client => UploadAsync(client, 20_971));
            await CompareAsync("4,000 round trips: a chunk, and a result of 250 B, each", pairs, 4_000, new Uri(address, "?echo"), client => RoundTripsAsync(client, 4_000));
            await CompareAsync("50,000 results of 250 B, each", pairs, 50_000, new Uri(address, "?results=50000"), client => ResultsAsync(client, 50_000));
            return 0;
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static async Task CompareAsync(string work, int pairs, int operations, Uri address, Func<IWireClient, Task> run)
    {
        List<Cost> library = [], plain = [];
        for (int i = -1; i < pairs; i++)
        {
            Cost a = await MeasureAsync(new LibraryClient(), address, run);
            Cost b = await MeasureAsync(new PlainClient(), address, run);
            if (i >= 0) // The first pair warms up.
            {
                library.Add(a);
                plain.Add(b);
            }
        }

        double cpu = Median(library.Zip(plain, static (a, b) => a.Cpu / b.Cpu));
        double wall = Median(library.Zip(plain, static (a, b) => a.Wall / b.Wall));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {work} | {cpu:0.00} | {wall:0.00} | {Median(library.Select(cost => cost.Bytes / operations)):0} | {Median(plain.Select(cost => cost.Bytes / operations)):0} |"));
    }

    private static async Task<Cost> MeasureAsync(IWireClient client, Uri address, Func<IWireClient, Task> run)
    {
        await using (client)
        {
            await client.OpenAsync(address);
            GC.Collect();
            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
            long bytes = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
            await run(client);
            TimeSpan wall = Stopwatch.GetElapsedTime(start);
            return new((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds, wall.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        }
    }

    private static async Task UploadAsync(IWireClient client, int chunks)
    {
        byte[] chunk = new byte[ChunkBytes];
        for (int i = 0; i < chunks; i++)
        {
            await client.SendAsync(chunk);
        }

        await client.StopAsync();
        string expected = $"{(long)chunks * ChunkBytes}";
        Require(await client.ReceiveAsync() == expected && await client.ReceiveAsync() is null, "the server did not get every byte");
    }

    private static async Task RoundTripsAsync(IWireClient client, int count)
    {
        byte[] chunk = new byte[ChunkBytes];
        for (int i = 0; i < count; i++)
        {
            await client.SendAsync(chunk);
            Require(await client.ReceiveAsync() == "今日はいい天気ですね", "a result is not what was sent");
        }
    }

    private static async Task ResultsAsync(IWireClient client, int count)
    {
        await client.StopAsync();
        int received = 0;
        while (await client.ReceiveAsync() is not null)
        {
            received++;
        }

        Require(received == count + 1, $"{received} results of {count + 1} came");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The work is not comparable: {otherwise}.");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Cost(double Cpu, double Wall, double Bytes);
}
