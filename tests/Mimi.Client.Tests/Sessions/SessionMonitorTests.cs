using Mimi.Client.Sessions;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Sessions;

/// <summary>The server is judged by what was read, unless the user's code holds the reading up.</summary>
public sealed class SessionMonitorTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<MimiTimeoutException?> _over = [];
    private readonly SessionMonitor _monitor;
    private bool _isHeldUp;

    public SessionMonitorTests()
    {
        var options = new MimiSessionOptions { TimeProvider = _clock, AnswerTimeout = Limit, FinalTimeout = Limit };
        var scale = new AudioScale(MimiAudioFormat.Pcm16k);
        var gaps = new AudioGaps(scale);
        _monitor = new(options, scale, TimeSpan.FromSeconds(1), new SendQueue(options, scale.SampleBytes, gaps), gaps, () => _isHeldUp, _over.Add);
    }

    public void Dispose() => _monitor.Dispose();

    [Fact]
    public void Final_OverdueWhileHeldUp_BeginsAnew()
    {
        _monitor.Written(new(new byte[1], SendKind.EndMarker, 0));
        _isHeldUp = true;

        _clock.Advance(Limit);
        Assert.Empty(_over);
        _isHeldUp = false;
        _clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_over);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("final-overdue", Assert.Single(_over)?.EntryId);
    }

    [Fact]
    public void Close_OverdueWhileHeldUp_IsWaitedForNoLonger()
    {
        _monitor.AwaitClose();
        _isHeldUp = true;

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(Assert.Single(_over));
    }
}
