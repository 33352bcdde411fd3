using Mimi.Client.Sessions;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Sessions;

/// <summary>What a queue holds on to when it is empty. The test is its writer.</summary>
public sealed class SendQueueTests
{
    private static readonly byte[] Large = new byte[10_000];

    private readonly ManualTimeProvider _time = new();
    private readonly AudioScale _scale = new(MimiAudioFormat.Pcm16k);
    private readonly AudioGaps _gaps;
    private readonly MimiSessionOptions _options;
    private readonly SendQueue _queue;

    public SendQueueTests()
    {
        _gaps = new(_scale);
        _options = new() { TimeProvider = _time };
        _queue = new(_options, sampleBytes: 2, _gaps);
    }

    [Fact]
    public async Task Wait_ChunksBackToBack_KeepsTheirBuffer()
    {
        await SendAsync(after: TimeSpan.FromMilliseconds(100));
        await SendAsync(after: TimeSpan.FromMicroseconds(50));

        _ = _queue.WaitAsync().AsTask();

        Assert.True(_queue.HoldsMuch);
    }

    [Fact]
    public async Task Wait_ChunkAfterAPause_GivesTheBufferBack()
    {
        await SendAsync(after: TimeSpan.FromMicroseconds(50));
        await SendAsync(after: TimeSpan.FromMilliseconds(100));

        _ = _queue.WaitAsync().AsTask();

        Assert.False(_queue.HoldsMuch);
    }

    [Fact]
    public async Task Written_NothingMoreForASecond_GivesTheBufferBack()
    {
        using var monitor = new SessionMonitor(_options, _scale, interimInterval: null, _queue, _gaps, static () => false, static _ => { });
        monitor.Written(await SendAsync(after: TimeSpan.FromMicroseconds(50)));
        _ = _queue.WaitAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.True(_queue.HoldsMuch);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(_queue.HoldsMuch);
    }

    [Fact]
    public async Task Written_NothingMoreWhileTheWriterIsBusy_GivesTheBufferBackWhenItWaits()
    {
        using var monitor = new SessionMonitor(_options, _scale, interimInterval: null, _queue, _gaps, static () => false, static _ => { });
        monitor.Written(await SendAsync(after: TimeSpan.FromMicroseconds(50)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_queue.HoldsMuch);

        _ = _queue.WaitAsync().AsTask();

        Assert.False(_queue.HoldsMuch);
    }

    /// <summary>Lets the writer wait, and take the chunk that comes then.</summary>
    private async Task<SendFrame> SendAsync(TimeSpan after)
    {
        Task waiting = _queue.WaitAsync().AsTask();
        _time.Advance(after);
        Assert.True(_queue.TrySend(Large, SendKind.Audio));
        await waiting;
        Assert.True(_queue.TryTakeFrame(out SendFrame frame));
        Assert.False(_queue.TryTakeFrame(out _));
        return frame;
    }
}
