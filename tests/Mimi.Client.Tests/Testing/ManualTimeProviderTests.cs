using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_Timers_FireInTheOrderOfTheirTimeAtTheirTime()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        using ITimer late = Timer("late", 3);
        using ITimer early = Timer("early", 1, period: 1);
        long stamp = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromSeconds(3.5));

        Assert.Equal(["early 1", "early 2", "late 3", "early 3"], _fired.Order(Comparer<string>.Create(static (a, b) => a[^1] - b[^1])));
        Assert.Equal(start + TimeSpan.FromSeconds(3.5), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(3.5), _clock.GetElapsedTime(stamp));
    }

    [Fact]
    public void Advance_TimerSetByACallback_FiresInTheSameAdvance()
    {
        using ITimer first = _clock.CreateTimer(_ => Timer("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["second 2"], _fired);
    }

    [Fact]
    public void Advance_DisposedOrStoppedTimer_DoesNotFire()
    {
        Timer("disposed", 1).Dispose();
        using ITimer stopped = Timer("stopped", 1);
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_fired);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Advance_Backwards_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public async Task WaitForTimers_CompletesWhenEnoughAreArmed()
    {
        Task waiting = _clock.WaitForTimersAsync(2, TestTimeout.Token);
        using ITimer first = Timer("a", 1);
        Assert.False(waiting.IsCompleted);

        using ITimer second = Timer("b", 1);

        await waiting;
    }

    [Fact]
    public async Task CancellationTokenSource_AndDelay_FollowTheClock()
    {
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        Task delay = Task.Delay(TimeSpan.FromSeconds(5), _clock, TestTimeout.Token);

        _clock.Advance(TimeSpan.FromSeconds(5));

        await delay;
        Assert.True(cts.IsCancellationRequested);
    }

    [Fact]
    public void Change_AfterDispose_DoesNotArmItAgain()
    {
        ITimer timer = Timer("late", 1);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_fired);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Advance_InACallback_AddsUp()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        using ITimer advancing = _clock.CreateTimer(_ => _clock.Advance(TimeSpan.FromSeconds(5)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(start + TimeSpan.FromSeconds(7), _clock.GetUtcNow());
    }

    [Fact]
    public void Timer_NegativeTime_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(static _ => { }, null, TimeSpan.FromSeconds(-2), Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(static _ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(-2)));
    }

    [Fact]
    public async Task Advance_FromManyThreads_NeverGoesBackAndLosesNoTimer()
    {
        const int Threads = 4;
        const int Rounds = 2_000;
        DateTimeOffset start = _clock.GetUtcNow();
        int fired = 0;

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            DateTimeOffset last = start;
            for (int i = 0; i < Rounds; i++)
            {
                using ITimer kept = _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                ITimer dropped = _clock.CreateTimer(static _ => { }, null, TimeSpan.FromMilliseconds(i % 3), TimeSpan.FromMilliseconds(1));
                _clock.Advance(TimeSpan.FromMilliseconds(1));
                dropped.Dispose();
                DateTimeOffset now = _clock.GetUtcNow();
                Assert.True(now >= last);
                last = now;
            }
        }, TestTimeout.Token)));

        Assert.Equal(start + TimeSpan.FromMilliseconds(Threads * Rounds), _clock.GetUtcNow());
        Assert.Equal(0, _clock.ArmedTimers);
        Assert.Equal(Threads * Rounds, fired);
    }

    private ITimer Timer(string name, int dueSeconds, int period = 0)
    {
        DateTimeOffset origin = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return _clock.CreateTimer(
            _ => _fired.Add($"{name} {(_clock.GetUtcNow() - origin).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(dueSeconds),
            period == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }
}
