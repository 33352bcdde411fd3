using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Works;

/// <summary>Sessions that have spoken and been answered, and are open and quiet: what memory do they hold?</summary>
internal static class IdleWork
{
    public static async Task<WireFigures> RunAsync(WireJob job, Func<IWireClient> create)
    {
        var meter = new Meter();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        IWireClient[] clients = [.. Enumerable.Range(0, job.Sessions).Select(_ => create())];
        long characters = 0;
        foreach (IWireClient client in clients)
        {
            await client.OpenAsync(job.Address);
            await client.SendAsync(Voice.Chunks[0]);
            characters += (await client.ReceiveAsync())!.Length;
        }

        Task[] reading = [.. clients.Select(static client => client.ReceiveAsync().AsTask())]; // Somebody always reads.
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        WireFigures figures = meter.Stop(characters) with { Bytes = held };
        foreach (IWireClient client in clients)
        {
            await client.StopAsync();
        }

        await Task.WhenAll(reading);
        foreach (IWireClient client in clients)
        {
            await client.DisposeAsync();
        }

        return figures;
    }
}
