using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Works;

/// <summary>Results as fast as the server writes them, each in a frame and a write of its own.</summary>
internal static class ResultsWork
{
    public static async Task<WireFigures> RunAsync(WireJob job, Func<IWireClient> create)
    {
        await using IWireClient client = create();
        await client.OpenAsync(job.Address);
        var meter = new Meter();
        await client.StopAsync();
        long characters = 0;
        int received = 0;
        while (await client.ReceiveAsync() is { } text)
        {
            characters += received++ < job.Count ? text.Length : 0; // The last one tells the bytes.
        }

        return received == job.Count + 1 ? meter.Stop(characters) : throw new InvalidOperationException($"{received} results of {job.Count + 1} came");
    }
}
