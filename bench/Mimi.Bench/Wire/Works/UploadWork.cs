using System.Globalization;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Works;

/// <summary>Small chunks back to back, up to the server's word of how many bytes it got.</summary>
internal static class UploadWork
{
    public static async Task<WireFigures> RunAsync(WireJob job, Func<IWireClient> create)
    {
        await using IWireClient client = create();
        await client.OpenAsync(job.Address);
        var meter = new Meter();
        for (int i = 0; i < job.Count; i++)
        {
            await client.SendAsync(Voice.Chunks[i % Voice.Chunks.Length]);
        }

        await client.StopAsync();
        long bytes = long.Parse(await client.ReceiveAsync() ?? "0", CultureInfo.InvariantCulture);
        _ = await client.ReceiveAsync();
        return meter.Stop(bytes);
    }
}
