using Mimi.Client.Sessions;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Sessions;

public sealed class SessionTimerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(100);

    private readonly CountingTimeProvider _time = new();
    private readonly List<SessionWait> _expired = [];

    [Fact]
    public void Begin_AnewWithEveryChunk_NeverFires()
    {
        using var timer = new SessionTimer(_time, _expired.Add);

        for (int i = 0; i < 100; i++)
        {
            timer.Begin(SessionWait.KeepAlive, Limit);
            _time.Advance(Chunk);
        }

        Assert.Equal(0, _time.Fired);
        Assert.Empty(_expired);
        Assert.InRange(_time.Changes, 1, 20); // Not with every chunk either.

        _time.Advance(Limit - Chunk);

        Assert.Equal([SessionWait.KeepAlive], _expired);
    }

    [Fact]
    public void Begin_LaterThanAnother_TheOtherStillExpiresInTime()
    {
        using var timer = new SessionTimer(_time, _expired.Add);
        timer.Begin(SessionWait.Answer, Limit);
        _time.Advance(Limit - Chunk);

        timer.Begin(SessionWait.KeepAlive, Limit);
        _time.Advance(Chunk);

        Assert.Equal([SessionWait.Answer], _expired);
    }

    /// <summary>Counts what a timer costs: how often it is set, and how often it fires.</summary>
    private sealed class CountingTimeProvider : TimeProvider
    {
        private readonly ManualTimeProvider _clock = new();

        public int Fired { get; private set; }

        public int Changes { get; private set; }

        public override long TimestampFrequency => _clock.TimestampFrequency;

        public void Advance(TimeSpan time) => _clock.Advance(time);

        public override long GetTimestamp() => _clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new CountedTimer(this, _clock.CreateTimer(of => { Fired++; callback(of); }, state, dueTime, period));

        private sealed class CountedTimer(CountingTimeProvider time, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                time.Changes++;
                return timer.Change(dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
