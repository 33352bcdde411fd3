using Mimi.Client;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>Speaks the recording of samples/audio again and again, as a microphone does: 100 ms at a time, whatever the network does.</summary>
internal static class Microphone
{
    private const int ChunkBytes = 3_200;

    /// <summary>Speaks until the session takes no more.</summary>
    /// <param name="session">Who listens.</param>
    /// <param name="speed">How many times as fast as real time.</param>
    public static async Task SpeakAsync<T>(IMimiWebSocketSession<T> session, double speed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.1 / speed));
        try
        {
            for (int at = 0; ; at = (at + ChunkBytes) % (Jfk.Pcm16k.Length - ChunkBytes))
            {
                await session.SendBinaryAsync(Jfk.Pcm16k.AsMemory(at, ChunkBytes), TestTimeout.Token);
                await timer.WaitForNextTickAsync(TestTimeout.Token);
            }
        }
        catch (Exception e) when (e is MimiIOException or InvalidOperationException)
        {
            // The session has ended; who reads is told how.
        }
    }
}
