using System.Globalization;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Works;

/// <summary>Many sessions that speak at once in real time: a chunk every 100 ms, a result for every fourth one. The opening, the first chunk and the end are not counted.</summary>
internal static class PacedWork
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long connections have to be made, and first results to come, before anything is counted.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    public static async Task<WireFigures> RunAsync(WireJob job, Func<IWireClient> create)
    {
        IWireClient[] clients = [.. Enumerable.Range(0, job.Sessions).Select(_ => create())];
        foreach (IWireClient client in clients)
        {
            await client.OpenAsync(job.Address);
            await client.SendAsync(Voice.Chunks[0]); // One that connects when there is something to send does it now.
        }

        Task<long>[] reading = [.. clients.Select(ReadAsync)];
        await Task.Delay(Settling);
        var meter = new Meter();
        await Task.WhenAll(clients.Select((client, i) => SpeakAsync(client, Interval * i / job.Sessions, job.Count - 1)));
        WireFigures figures = meter.Stop(0);
        foreach (IWireClient client in clients)
        {
            await client.StopAsync();
        }

        long bytes = (await Task.WhenAll(reading)).Sum();
        foreach (IWireClient client in clients)
        {
            await client.DisposeAsync();
        }

        return figures with { Check = bytes };
    }

    private static async Task SpeakAsync(IWireClient client, TimeSpan offset, int chunks)
    {
        await Task.Delay(offset + TimeSpan.FromMilliseconds(1));
        using var timer = new PeriodicTimer(Interval);
        for (int i = 1; i <= chunks; i++)
        {
            await client.SendAsync(Voice.Chunks[i % Voice.Chunks.Length]);
            await timer.WaitForNextTickAsync();
        }
    }

    /// <returns>What the last result says: how many bytes the server got.</returns>
    private static async Task<long> ReadAsync(IWireClient client)
    {
        string last = "0";
        while (await client.ReceiveAsync() is { } text)
        {
            last = text;
        }

        return long.Parse(last, CultureInfo.InvariantCulture);
    }
}
