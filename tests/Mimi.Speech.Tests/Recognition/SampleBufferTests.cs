using Mimi.Speech.Recognition;

namespace Mimi.Speech.Tests.Recognition;

public sealed class SampleBufferTests
{
    [Fact]
    public void Queue_RandomPieces_ComeOutInOrder()
    {
        var random = new Random(3);
        var queue = new SampleQueue();
        float next = 0, expected = 0;
        for (int round = 0; round < 300; round++)
        {
            queue.Add([.. Enumerable.Range(0, random.Next(50)).Select(_ => next++)]);
            float[] buffer = new float[random.Next(40)];
            int count = queue.Peek(buffer);
            int take = random.Next(count + 1);
            Assert.All(buffer[..take], sample => Assert.Equal(expected++, sample));
            queue.Remove(take);
            Assert.Equal((long)(next - expected), queue.Count);
        }

        queue.Clear();
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Window_LongStream_KeepsWhatIsNeededInPlace()
    {
        var window = new SampleWindow();
        long position = 0;
        for (int i = 0; i < 2_000; i++)
        {
            window.Add([.. Enumerable.Range(0, 512).Select(_ => (float)(position++ % 65_536))]);
            window.DropBefore(position - 100_000);
            long from = Math.Max(window.Start, position - 90_000);
            Assert.Equal(from % 65_536, window.Slice(from, position)[0]);
            Assert.Equal((position - 1) % 65_536, window.Slice(from, position)[^1]);
        }

        Assert.Equal(position - 100_000, window.Start);
        Assert.Equal(position, window.End);
    }
}
