using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Speech.Tests.Recognition;

public sealed class DecodePoolTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_LongBacklogAndShort_TakeTurns()
    {
        await using var pool = new DecodePool(1, TimeProvider.System);
        var log = new TurnLog();
        using var start = new ManualResetEventSlim();
        var gate = new Member(pool, log, "gate", needed: 1) { Before = () => start.Wait(Timeout) };
        var backlog = new Member(pool, log, "long", needed: 50);
        var second = new Member(pool, log, "short", needed: 3);
        gate.Seat.Signal();
        await gate.Started.Task.WaitAsync(Timeout); // The only worker is busy until both wait.
        backlog.Seat.Signal();
        second.Seat.Signal();

        start.Set();
        await second.Done.Task.WaitAsync(Timeout);

        Assert.Equal(["gate", "long", "short", "long", "short", "long", "short"], log.Turns.Take(7));
    }

    [Fact]
    public async Task Run_SpareWork_ComesAfterNeeded()
    {
        await using var pool = new DecodePool(1, TimeProvider.System);
        var log = new TurnLog();
        using var start = new ManualResetEventSlim();
        var gate = new Member(pool, log, "gate", needed: 1) { Before = () => start.Wait(Timeout) };
        var temporary = new Member(pool, log, "temporary", needed: 0, spare: 1);
        var final = new Member(pool, log, "final", needed: 2);
        gate.Seat.Signal();
        await gate.Started.Task.WaitAsync(Timeout);
        temporary.Seat.Signal();
        final.Seat.Signal();

        start.Set();
        await temporary.Done.Task.WaitAsync(Timeout);

        Assert.Equal(["gate", "final", "final", "temporary"], log.Turns);
    }

    [Fact]
    public async Task Run_SpareWorkWaitsTooLong_IsSkippedWhileOthersNeedTheTurn()
    {
        var clock = new StoppedClock();
        await using var pool = new DecodePool(1, clock);
        var log = new TurnLog();
        using var start = new ManualResetEventSlim();
        var gate = new Member(pool, log, "gate", needed: 1) { Before = () => start.Wait(Timeout) };
        var temporary = new Member(pool, log, "temporary", needed: 0, spare: 1);
        var final = new Member(pool, log, "final", needed: 2);
        gate.Seat.Signal();
        await gate.Started.Task.WaitAsync(Timeout);
        temporary.Seat.Signal();
        final.Seat.Signal();
        clock.Advance(TimeSpan.FromSeconds(1));

        start.Set();
        await final.Done.Task.WaitAsync(Timeout);

        Assert.Equal(["gate", "temporary skipped", "final", "final"], log.Turns);
    }

    [Fact]
    public async Task Run_SpareWorkPutOffByNeeded_KeepsItsTurn()
    {
        var clock = new StoppedClock();
        await using var pool = new DecodePool(1, clock);
        var log = new TurnLog();
        using var start = new ManualResetEventSlim();
        var gate = new Member(pool, log, "gate", needed: 1) { Before = () => start.Wait(Timeout) };
        var first = new Member(pool, log, "first", needed: 0, spare: 1);
        var second = new Member(pool, log, "second", needed: 0, spare: 1);
        gate.Seat.Signal();
        await gate.Started.Task.WaitAsync(Timeout);
        first.Seat.Signal();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        second.Seat.Signal();
        first.Need(1); // Its next audio comes before anybody had time for its temporary.
        first.Seat.Signal();

        start.Set();
        await second.Done.Task.WaitAsync(Timeout);

        Assert.Equal(["gate", "first", "first", "second"], log.Turns);
    }

    [Fact]
    public async Task Run_ManyMembers_NeverMoreThanTheWorkersAtATime()
    {
        int running = 0, most = 0, arrived = 0;
        using var meeting = new CountdownEvent(2); // The first two wait for each other, so that two do run at a time.
        var log = new TurnLog();
        var pool = new DecodePool(3, TimeProvider.System);
        Member[] members = [.. Enumerable.Range(0, 12).Select(i => new Member(pool, log, $"{i}", needed: 5)
        {
            Before = () =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (Interlocked.Increment(ref arrived) <= 2)
                {
                    meeting.Signal();
                    meeting.Wait(TestTimeout.Token);
                }

                Interlocked.Decrement(ref running);
            },
        })];
        Array.ForEach(members, member => member.Seat.Signal());

        await Task.WhenAll(members.Select(member => member.Done.Task)).WaitAsync(Timeout);
        await pool.DisposeAsync();

        Assert.InRange(most, 2, 3);
        Assert.Equal(60, log.Turns.Length);
    }

    [Fact]
    public async Task Run_MemberThrows_KeepsTheThread()
    {
        await using var pool = new DecodePool(1, TimeProvider.System);
        var log = new TurnLog();
        bool hasThrown = false;
        var failing = new Member(pool, log, "failing", needed: 1)
        {
            Before = () =>
            {
                if (!hasThrown)
                {
                    hasThrown = true;
                    throw new InvalidOperationException("壊れた");
                }
            },
        };
        var other = new Member(pool, log, "other", needed: 1);

        failing.Seat.Signal();
        await failing.Done.Task.WaitAsync(TestTimeout.Token); // It gets its next turn, too.
        other.Seat.Signal();
        await other.Done.Task.WaitAsync(TestTimeout.Token);

        Assert.Equal(["failing", "other"], log.Turns);
    }

    [Fact]
    public async Task IsPoolFull_AllWorkersAtWork_IsSaid()
    {
        using var end = new ManualResetEventSlim(); // Outlives the pool, whose workers may come to it late.
        await using var pool = new DecodePool(2, TimeProvider.System);
        var log = new TurnLog();
        var first = new Member(pool, log, "first", needed: 1) { Before = () => end.Wait(Timeout) };
        var second = new Member(pool, log, "second", needed: 1) { Before = () => end.Wait(Timeout) };

        first.Seat.Signal();
        await first.Started.Task.WaitAsync(Timeout);
        bool withOne = first.Seat.IsPoolFull;
        second.Seat.Signal();
        await second.Started.Task.WaitAsync(Timeout);
        bool withTwo = first.Seat.IsPoolFull;
        end.Set();

        Assert.False(withOne);
        Assert.True(withTwo);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var found && found != seen)
        {
            seen = found;
        }
    }

    private sealed class TurnLog
    {
        private readonly List<string> _turns = [];

        public string[] Turns
        {
            get
            {
                lock (_turns)
                {
                    return [.. _turns];
                }
            }
        }

        public void Add(string turn)
        {
            lock (_turns)
            {
                _turns.Add(turn);
            }
        }
    }

    private sealed class Member : IPoolMember
    {
        private readonly TurnLog _log;
        private readonly string _name;
        private int _needed;
        private int _spare;

        public Member(DecodePool pool, TurnLog log, string name, int needed, int spare = 0)
        {
            _log = log;
            _name = name;
            _needed = needed;
            _spare = spare;
            Seat = pool.Join(this);
        }

        public PoolSeat Seat { get; }

        public Action? Before { get; init; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Gives it more to do that is needed.</summary>
        public void Need(int turns) => _needed += turns;

        public PoolWork Next() => _needed > 0 ? PoolWork.Needed : _spare > 0 ? PoolWork.Spare : PoolWork.None;

        public void Run(PoolWork work)
        {
            Started.TrySetResult();
            Before?.Invoke();
            _log.Add(_name);
            if (work == PoolWork.Needed)
            {
                _needed--;
            }
            else
            {
                _spare--;
            }

            if (Next() == PoolWork.None)
            {
                Done.TrySetResult();
            }
        }

        public void SkipSpare()
        {
            _log.Add($"{_name} skipped");
            _spare = 0;
        }
    }
}
