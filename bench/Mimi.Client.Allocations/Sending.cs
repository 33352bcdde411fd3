using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;

namespace Mimi.Client.Allocations;

/// <summary>Sends chunks of 3,200 bytes.</summary>
internal static class Sending
{
    private static readonly byte[] Chunk = new byte[3_200];

    /// <summary>Sends the next chunk when the server has the last one, as from a microphone.</summary>
    /// <returns>The bytes that all chunks allocated together.</returns>
    public static Task<double> PacedAsync(QuietServer server, int chunks) =>
        RunAsync(server, chunks, each: false, async (session, count) =>
        {
            long target = server.Received;
            for (int i = 0; i < count; i++)
            {
                target += QuietServer.FrameBytes;
                await session.SendBinaryAsync(Chunk);
                WaitFor(server, target);
            }
        });

    /// <summary>The same with the method that never waits.</summary>
    /// <returns>The bytes that one chunk allocated.</returns>
    public static Task<double> OfferedAsync(QuietServer server, int chunks) =>
        RunAsync(server, chunks, each: true, (session, count) =>
        {
            long target = server.Received;
            for (int i = 0; i < count; i++)
            {
                target += QuietServer.FrameBytes;
                if (!session.TrySendBinary(Chunk))
                {
                    throw new InvalidOperationException("There was no room for a chunk that came alone.");
                }

                WaitFor(server, target);
            }

            return Task.CompletedTask;
        });

    /// <summary>Sends as fast as it goes.</summary>
    /// <returns>The bytes that one chunk allocated.</returns>
    public static Task<double> SaturatedAsync(QuietServer server, int chunks) =>
        RunAsync(server, chunks, each: true, async (session, count) =>
        {
            for (int i = 0; i < count; i++)
            {
                await session.SendBinaryAsync(Chunk);
            }
        });

    private static async Task<double> RunAsync(QuietServer server, int chunks, bool each, Func<MimiRecognitionSession<NictAsrV2Result>, int, Task> send)
    {
        using HttpNetworkEngine engine = server.CreateEngine();
        await using var session = await new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync();
        long bytes = await Measure.LeastAsync(chunks, count => send(session, count));
        return each ? (double)bytes / chunks : bytes;
    }

    private static void WaitFor(QuietServer server, long received)
    {
        var wait = new SpinWait();
        while (server.Received < received)
        {
            wait.SpinOnce();
        }
    }
}
