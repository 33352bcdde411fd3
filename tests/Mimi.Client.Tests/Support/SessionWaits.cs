using Mimi.Client.Services;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Support;

internal static class SessionWaits
{
    /// <summary>Waits, by looking again and again, for what no event tells.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        CancellationToken token = TestTimeout.Token;
        while (!condition())
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Fills a buffer of 3,200 bytes, behind a chunk that is on its way.</summary>
    public static async Task FillAsync(this MimiServiceSession<string> session, StallingWebSocket socket)
    {
        await session.SendBinaryAsync(new byte[3_200], TestTimeout.Token);
        await socket.Stalled.WaitAsync(TestTimeout.Token);
        await session.SendBinaryAsync(new byte[3_200], TestTimeout.Token);
    }

    /// <summary>Sends audio, and waits until it is written and all that follows from it is done: the writer takes note of one frame before it takes the next.</summary>
    public static async Task SendThroughAsync<T>(this MimiServiceSession<T> session, byte[] audio)
    {
        foreach (byte[] chunk in audio.Chunk(3_200).Append([0, 0]))
        {
            TimeSpan sent = session.Health.AudioSent + TimeSpan.FromSeconds(chunk.Length / (double)TestVoice.BytesPerSecond);
            await session.SendBinaryAsync(chunk, TestTimeout.Token);
            await UntilAsync(() => session.Health.AudioSent >= sent);
        }
    }
}
