using System.Runtime.InteropServices;
using Mimi.TestSupport;

namespace Mimi.Audio.Capture.Buffering;

public sealed class CaptureQueueTests
{
    private static readonly PcmFormat Mono = new(16_000);

    [Fact]
    public async Task Read_BeforeAudio_WaitsForAWholeChunk()
    {
        var queue = new CaptureQueue(Mono, 100);
        byte[] chunk = new byte[8];
        ValueTask<CaptureRead> reading = queue.ReadAsync(chunk, TestTimeout.Token);
        queue.Write([1, 0, 2, 0]);

        Assert.False(reading.IsCompleted);
        queue.Write([3, 0, 4, 0, 5, 0]);
        Assert.Equal(new(8, null), await reading);
        Assert.Equal([1, 0, 2, 0, 3, 0, 4, 0], chunk);
    }

    [Fact]
    public async Task Read_DeviceLostAudio_EndsTheChunkAtTheGap()
    {
        var queue = new CaptureQueue(Mono, 100);
        byte[] chunk = new byte[8];
        queue.Write([1, 0]);
        queue.ReportMissing(7);
        queue.ReportMissing(null);
        queue.Write([2, 0, 3, 0, 4, 0, 5, 0]);

        Assert.Equal(new(2, null), await queue.ReadAsync(chunk, TestTimeout.Token));
        Assert.Equal(new(8, new CaptureGap(1, 7, IsExact: false)), await queue.ReadAsync(chunk, TestTimeout.Token));
        Assert.Equal(new(5, 5, 0, 0, 7, 2), queue.Statistics);
    }

    [Fact]
    public async Task Complete_WithFailure_ThrowsAfterWhatIsBuffered()
    {
        var queue = new CaptureQueue(Mono, 100);
        byte[] chunk = new byte[8];
        queue.Write([1, 0]);
        queue.Complete(new AudioCaptureException("gone"));

        Assert.Equal(new(2, null), await queue.ReadAsync(chunk, TestTimeout.Token));
        await Assert.ThrowsAsync<AudioCaptureException>(() => queue.ReadAsync(chunk, TestTimeout.Token).AsTask());
    }

    /// <summary>Every frame has its own number: whatever is read, the gaps say what is not.</summary>
    [Fact]
    public async Task ReadAndWrite_InAnyOrder_EveryFrameIsReadOrInAGap()
    {
        var random = new Random(5);
        for (int run = 0; run < 500; run++)
        {
            var queue = new CaptureQueue(Mono, random.Next(1, 20) * 2);
            byte[] chunk = new byte[random.Next(1, 8) * 2];
            short next = 0;
            short expected = 0;
            long read = 0;
            for (int step = 0; step < 200; step++)
            {
                switch (random.Next(4))
                {
                    case 0:
                        int lost = random.Next(1, 5);
                        next += (short)lost;
                        queue.ReportMissing(lost);
                        break;
                    case 1 or 2:
                        short[] frames = [.. Enumerable.Range(0, random.Next(0, 50)).Select(_ => next++)];
                        queue.Write(MemoryMarshal.AsBytes<short>(frames));
                        break;
                    default:
                        if (queue.Statistics.Buffered >= chunk.Length / 2)
                        {
                            (expected, read) = Check(await queue.ReadAsync(chunk, TestTimeout.Token), chunk, expected, read);
                        }

                        break;
                }

                CaptureStatistics now = queue.Statistics;
                Assert.Equal(now.Captured, now.Read + now.Buffered + now.Dropped);
                Assert.Equal(next, now.Captured + now.Missed);
            }

            queue.Complete(null);
            while (await queue.ReadAsync(chunk, TestTimeout.Token) is { IsEnd: false } last)
            {
                (expected, read) = Check(last, chunk, expected, read);
            }
        }
    }

    private static (short Expected, long Read) Check(CaptureRead got, byte[] chunk, short expected, long read)
    {
        if (got.Gap is { } gap)
        {
            Assert.Equal(read, gap.Position);
            Assert.True(gap.IsExact);
            expected += (short)gap.LostSamples;
        }

        foreach (short frame in MemoryMarshal.Cast<byte, short>(chunk.AsSpan(0, got.Bytes)))
        {
            Assert.Equal(expected++, frame);
        }

        return (expected, read + (got.Bytes / 2));
    }
}
