using Mimi.Audio.Capture.Support;
using Mimi.TestSupport;

namespace Mimi.Audio.Capture;

[Collection(SoundCollection.Name)]
public sealed class LifeTests
{
    private readonly SoundServer _server;

    public LifeTests(SharedSoundServer shared)
    {
        _server = shared.Server;
        _server.Use();
    }

    public static TheoryData<string> Devices => [SoundServer.Monitor, "portaudio:ALSA/pulse"];

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Read_ReaderIsLate_SaysExactlyWhatIsMissing(string id)
    {
        var gaps = new List<CaptureGap>();
        await using AudioCapture capture = await AudioCapture.OpenAsync(
            new() { DeviceId = id, BufferDuration = TimeSpan.FromMilliseconds(200), ChunkDuration = TimeSpan.FromMilliseconds(50), GapFound = gaps.Add }, TestTimeout.Token);
        var read = 0L;
        await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(TestTimeout.Token))
        {
            if (read == 0)
            {
                await UntilAsync(() => capture.Statistics.Dropped > 8_000);
                capture.Stop(); // What is dropped is known now, but for what was on its way.
            }

            read += chunk.Length / 2;
        }

        CaptureStatistics statistics = capture.Statistics;
        Assert.Equal(statistics.Captured, read + statistics.Dropped);
        Assert.Equal(0, statistics.Buffered);
        Assert.Equal(new CaptureGap(800, statistics.Dropped, IsExact: true), gaps.Single(static gap => gap.LostSamples > 0));
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Stop_WhileReading_EndsAfterWhatIsBuffered(string id)
    {
        await using AudioCapture capture = await AudioCapture.OpenAsync(new() { DeviceId = id }, TestTimeout.Token);
        var read = 0L;
        await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(TestTimeout.Token))
        {
            capture.Stop();
            read += chunk.Length / 2;
        }

        Assert.Equal(capture.Statistics.Captured, read);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Read_Cancelled_EndsAsTheCallerWanted(string id)
    {
        using var cancellation = new CancellationTokenSource();
        await using AudioCapture capture = await AudioCapture.OpenAsync(new() { DeviceId = id }, TestTimeout.Token);

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(cancellation.Token, e.CancellationToken);
    }

    [Fact]
    public async Task Read_Twice_IsRefused()
    {
        await using AudioCapture capture = await AudioCapture.OpenAsync(new() { DeviceId = SoundServer.Monitor }, TestTimeout.Token);
        _ = capture.ReadAllAsync(TestTimeout.Token);

        Assert.Throws<InvalidOperationException>(() => capture.ReadAllAsync(TestTimeout.Token));
    }

    [Fact]
    public async Task Open_Cancelled_IsCancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AudioCapture.OpenAsync(cancellationToken: new(canceled: true)));

    [Fact]
    public async Task Read_ServerDies_ThrowsAfterWhatWasHeard()
    {
        await using SoundServer own = await SoundServer.StartAsync();
        await using AudioCapture capture = await AudioCapture.OpenAsync(new() { DeviceId = SoundServer.Monitor }, TestTimeout.Token);
        var read = 0L;

        var e = await Assert.ThrowsAsync<AudioCaptureException>(async () =>
        {
            await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(TestTimeout.Token))
            {
                read += chunk.Length / 2;
                if (read == 1_600)
                {
                    await own.KillAsync();
                }
            }
        });

        Assert.Contains("has gone", e.Message, StringComparison.Ordinal);
        Assert.Equal(capture.Statistics.Captured, read);
    }

    [Fact]
    public async Task Read_DeviceIsRemoved_Throws()
    {
        await using SoundServer own = await SoundServer.StartAsync();
        await own.ControlAsync("load-module", "module-null-sink", "sink_name=guest");
        await using AudioCapture capture = await AudioCapture.OpenAsync(new() { DeviceId = "pulse:guest.monitor" }, TestTimeout.Token);
        var isFirst = true;

        var e = await Assert.ThrowsAsync<AudioCaptureException>(async () =>
        {
            await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(TestTimeout.Token))
            {
                if (isFirst)
                {
                    isFirst = false;
                    await own.ControlAsync("unload-module", "module-null-sink"); // Both of them.
                }
            }
        });

        Assert.Contains("has gone", e.Message, StringComparison.Ordinal);
    }

    /// <summary>PortAudio looks through all devices each time, which takes seconds: few rounds must do.</summary>
    [Theory]
    [InlineData(SoundServer.Monitor, 20)]
    [InlineData("portaudio:ALSA/pulse", 4)]
    public async Task OpenAndClose_ManyTimes_LeavesNothing(string id, int rounds)
    {
        await OnceAsync(id); // What libraries keep for good they open once.
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < rounds; i++)
        {
            await OnceAsync(id);
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + rounds - 1); // A capture that leaks has a socket, at least.
    }

    private static async Task OnceAsync(string id)
    {
        await using AudioCapture capture = await AudioCapture.OpenAsync(new() { DeviceId = id, ChunkDuration = TimeSpan.FromMilliseconds(10) }, TestTimeout.Token);
        await foreach (ReadOnlyMemory<byte> _ in capture.ReadAllAsync(TestTimeout.Token))
        {
            break;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        CancellationToken timeout = TestTimeout.Token;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(timeout);
        }
    }
}
