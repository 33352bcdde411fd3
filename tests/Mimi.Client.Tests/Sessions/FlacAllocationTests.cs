using Mimi.Client.Sessions;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Sessions;

public sealed class FlacAllocationTests
{
    [Theory]
    [InlineData(3_200)]
    [InlineData(1_000)]
    [InlineData(65_536)]
    public void Messages_SteadyState_AllocateNothing(int chunkBytes)
    {
        byte[] audio = TestVoice.Speech(30);
        var messages = new SendMessages(new(MimiAudioFormat.Pcm16k, level: 5));
        long position = 0;
        (long before, int bytes) = (0, 0);

        for (int round = 0; round < 4; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread(); // The rounds before the last let the buffers grow.
            for (int at = 0; at < audio.Length; at += chunkBytes)
            {
                messages.Take(new(audio.AsMemory(at, Math.Min(chunkBytes, audio.Length - at)), SendKind.Audio, position + at));
                while (messages.TryNext(out ReadOnlyMemory<byte> message, out _))
                {
                    bytes += message.Length;
                }
            }

            position += audio.Length;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(bytes, 1, 2 * audio.Length);
    }
}
