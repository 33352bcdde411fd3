using Mimi.Audio.Tests.Files;
using Mimi.Audio.Wav;

namespace Mimi.Audio.Pacing;

public sealed class PcmChunksTests
{
    private static readonly PcmFormat Mono16K = new(16_000);

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(16_000, 1, 100, 3_200)]
    [InlineData(44_100, 2, 100, 17_640)]
    [InlineData(44_100, 2, 1, 176)] // 44.1 frames
    [InlineData(11_025, 1, 10, 220)]
    [InlineData(500, 2, 1, 4)] // half a frame, and less than one is impossible
    public async Task ReadAll_AnyFormat_CutsAtWholeFrames(int rate, int channels, int milliseconds, int chunkBytes)
    {
        var format = new PcmFormat(rate, channels);
        byte[] audio = WavBytes.Ramp((chunkBytes * 3) + 1);

        List<byte[]> chunks = await CollectAsync(audio, format, new() { ChunkDuration = TimeSpan.FromMilliseconds(milliseconds) });

        Assert.Equal([chunkBytes, chunkBytes, chunkBytes, 1], chunks.Select(static chunk => chunk.Length));
        Assert.Equal(audio, chunks.SelectMany(static chunk => chunk));
    }

    [Fact]
    public async Task ReadAll_StreamThatComesInPieces_StillGivesFullChunks()
    {
        var chunks = new List<int>();
        await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(new PipeLikeStream(WavBytes.Ramp(7_000), 999), Mono16K, cancellationToken: Timeout))
        {
            chunks.Add(chunk.Length);
        }

        Assert.Equal([3_200, 3_200, 600], chunks);
    }

    [Fact]
    public async Task ReadAll_WholeNumberOfChunks_EndsWithoutAnEmptyOne() => Assert.Equal(2, (await CollectAsync(new byte[6_400], Mono16K)).Count);

    [Fact]
    public async Task ReadAll_NoAudio_GivesNothing() => Assert.Empty(await CollectAsync([], Mono16K));

    [Fact]
    public async Task ReadAll_WithoutSpeed_NeverWaits()
    {
        var clock = new ManualClock(TimeSpan.Zero);

        await CollectAsync(new byte[32_000], Mono16K, new() { TimeProvider = clock });

        Assert.Empty(clock.Waits);
    }

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 500)]
    [InlineData(0.5, 2_000)]
    public async Task ReadAll_OversleepingClock_KeepsToTheScheduleOfTheStart(double speed, int milliseconds)
    {
        TimeSpan oversleep = TimeSpan.FromMilliseconds(15);
        var clock = new ManualClock(oversleep);
        byte[] oneSecond = new byte[32_000];

        await CollectAsync(oneSecond, Mono16K, new() { Speed = speed, TimeProvider = clock });

        Assert.Equal(10, clock.Waits.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds) + oversleep, clock.Now); // One error, not ten.
    }

    /// <summary>Three hours, with a clock that oversleeps each wait: at the end it is late by one wait, at any speed and chunk.</summary>
    [Theory]
    [InlineData(1, 16_000, 500)]
    [InlineData(1, 44_100, 333)] // 14,685.3 frames
    [InlineData(1.1, 11_025, 457)] // 5,038.425 frames
    [InlineData(0.3, 8_000, 500)]
    [InlineData(37.7, 16_000, 500)]
    public async Task ReadAll_Hours_NeverDrifts(double speed, int rate, int milliseconds)
    {
        const int Hours = 3;
        TimeSpan oversleep = TimeSpan.FromMilliseconds(1.3);
        var clock = new ManualClock(oversleep);
        var options = new PcmChunkOptions { Speed = speed, TimeProvider = clock, ChunkDuration = TimeSpan.FromMilliseconds(milliseconds) };
        var format = new PcmFormat(rate);
        long position = 0;
        TimeSpan worst = TimeSpan.Zero;
        await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(new Audio.Files.DataStream(new EndlessStream(), Hours * 3_600L * format.BytesPerSecond), format, options, Timeout))
        {
            position += chunk.Length;
            TimeSpan late = clock.Now - (format.DurationOf(position) / speed);
            worst = late > worst ? late : worst;
            Assert.InRange(late, TimeSpan.FromTicks(-1), oversleep + TimeSpan.FromTicks(1));
        }

        Assert.Equal(Hours * 3_600L * format.BytesPerSecond, position);
        Assert.InRange(worst, oversleep / 2, oversleep + TimeSpan.FromTicks(1)); // Otherwise nothing was waited for.
    }

    [Fact]
    public async Task ReadAll_KnownLength_TellsHowFarItIs()
    {
        var told = new Told();
        await using PcmAudio audio = await WavReader.OpenAsync(new MemoryStream(WavBytes.Simple(new byte[8_000])), Timeout);
        await foreach (ReadOnlyMemory<byte> _ in PcmChunks.ReadAllAsync(audio, new() { Progress = told }, Timeout))
        {
        }

        Assert.Equal([0.4, 0.8, 1.0], told.All.Select(static progress => progress.Fraction!.Value));
        Assert.Equal(TimeSpan.FromMilliseconds(250), told.All[^1].Position);
    }

    [Fact]
    public async Task ReadAll_UnknownLength_TellsThePositionAlone()
    {
        var told = new Told();
        await CollectAsync(new byte[3_200], Mono16K, new() { Progress = told });

        Assert.Equal([new(TimeSpan.FromMilliseconds(100), null)], told.All);
        Assert.Null(told.All[0].Fraction);
    }

    [Fact]
    public void Fraction_MoreThanAnnounced_IsOne()
    {
        Assert.Equal(1, new PcmProgress(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)).Fraction);
        Assert.Equal(1, new PcmProgress(TimeSpan.FromSeconds(2), TimeSpan.Zero).Fraction);
    }

    [Fact]
    public async Task ReadAll_SlowConsumer_CatchesUpWithoutWaiting()
    {
        var clock = new ManualClock(TimeSpan.Zero);
        var options = new PcmChunkOptions { Speed = 1, TimeProvider = clock };
        int count = 0;
        await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(new MemoryStream(new byte[32_000]), Mono16K, options, Timeout))
        {
            if (++count == 1)
            {
                clock.Advance(TimeSpan.FromMilliseconds(450));
            }
        }

        // At 550 ms the chunks of 200 to 500 ms are due already, that of 600 ms in 50 ms.
        Assert.Equal([100, 50, 100, 100, 100, 100], clock.Waits.Select(static wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task ReadAll_CancelledWhileItWaits_Stops()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        var options = new PcmChunkOptions { Speed = 0.01 };
        await using IAsyncEnumerator<ReadOnlyMemory<byte>> chunks =
            PcmChunks.ReadAllAsync(new MemoryStream(new byte[32_000]), Mono16K, options, source.Token).GetAsyncEnumerator(Timeout);
        ValueTask<bool> next = chunks.MoveNextAsync(); // Due in ten seconds.
        Assert.False(next.IsCompleted);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public void ReadAll_FormatNotSet_IsAnErrorBeforeAnythingIsRead() =>
        Assert.Throws<ArgumentException>("format", () => PcmChunks.ReadAllAsync(Stream.Null, default, cancellationToken: Timeout));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_001)]
    [InlineData(double.NaN)]
    public void Speed_OutsideItsRange_IsAnError(double speed) => Assert.Throws<ArgumentOutOfRangeException>(() => new PcmChunkOptions { Speed = speed });

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void ChunkDuration_OutsideItsRange_IsAnError(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PcmChunkOptions { ChunkDuration = TimeSpan.FromMilliseconds(milliseconds) });

    private sealed class Told : IProgress<PcmProgress>
    {
        public List<PcmProgress> All { get; } = [];

        public void Report(PcmProgress value) => All.Add(value);
    }

    private static async Task<List<byte[]>> CollectAsync(byte[] audio, PcmFormat format, PcmChunkOptions? options = null)
    {
        var chunks = new List<byte[]>();
        await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(new MemoryStream(audio), format, options, Timeout))
        {
            chunks.Add(chunk.ToArray());
        }

        return chunks;
    }
}
