using System.Diagnostics;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Works;

/// <summary>A chunk, and the result that answers it, again and again.</summary>
internal static class RoundTripWork
{
    public static async Task<WireFigures> RunAsync(WireJob job, Func<IWireClient> create)
    {
        await using IWireClient client = create();
        await client.OpenAsync(job.Address);
        double[] times = new double[job.Count];
        long characters = 0;
        var meter = new Meter();
        for (int i = 0; i < job.Count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await client.SendAsync(Voice.Chunks[i % Voice.Chunks.Length]);
            characters += (await client.ReceiveAsync())!.Length;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        WireFigures figures = meter.Stop(characters);
        Array.Sort(times);
        return figures with { P50 = times[times.Length / 2], P99 = times[times.Length * 99 / 100] };
    }
}
