using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

namespace Mimi.Client.Allocations;

/// <summary>Receives results, each in answer to a chunk, and none with a string of the one before it.</summary>
internal static class Receiving
{
    /// <returns>The bytes that one result allocated, its strings and the chunk before it included.</returns>
    public static async Task<double> RunAsync(QuietServer server, int results)
    {
        server.Answers = true;
        using HttpNetworkEngine engine = server.CreateEngine();
        await using var session = await new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync(new() { Temporary = true });
        await using IAsyncEnumerator<NictAsrV2Result> reading = session.ReceiveAllAsync().GetAsyncEnumerator();
        byte[] chunk = new byte[3_200];
        long bytes = await Measure.LeastAsync(results, async count =>
        {
            for (int i = 0; i < count; i++)
            {
                await session.SendBinaryAsync(chunk);
                if (!await reading.MoveNextAsync() || reading.Current.Segments is not [{ Words.Count: 6 }])
                {
                    throw new InvalidOperationException("A result is not what was sent.");
                }
            }
        });
        server.Answers = false;
        return (double)bytes / results;
    }
}
