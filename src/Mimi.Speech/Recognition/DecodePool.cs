namespace Mimi.Speech.Recognition;

/// <summary>A bounded number of threads on which all native decoding runs, in turns.</summary>
/// <remarks>
/// A member does one piece of work at a turn and goes to the end of the queue, so a long backlog delays nobody else. Work that somebody
/// needs goes before spare work, and among that goes what has been put off the longest, so that no stream is left without temporaries. The threads are the pool's own: native calls would hold up the thread pool's.
/// </remarks>
internal sealed class DecodePool : IAsyncDisposable
{
    private static readonly TimeSpan MaxSpareWait = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly LinkedList<PoolSeat> _needed = [];
    private readonly LinkedList<PoolSeat> _spare = [];
    private readonly List<Task> _workers = [];
    private readonly int _maxWorkers;
    private readonly TimeProvider _time;
    private int _idle;
    private int _running;
    private bool _isStopping;

    public DecodePool(int maxWorkers, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWorkers, 1);
        _maxWorkers = maxWorkers;
        _time = time;
    }

    public int MaxWorkers => _maxWorkers;

    /// <summary>Gets whether as many members run as ever run at a time.</summary>
    public bool IsFull => Volatile.Read(ref _running) == _maxWorkers;

    public PoolSeat Join(IPoolMember member) => new(this, member);

    public void Signal(PoolSeat seat)
    {
        lock (_gate)
        {
            if (!seat.IsRunning)
            {
                Place(seat);
            }
        }
    }

    /// <summary>Stops when nothing is left to do. Members should have been told to let go before.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] workers;
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
            workers = [.. _workers];
        }

        await Task.WhenAll(workers).ConfigureAwait(false);
    }

    private void Place(PoolSeat seat)
    {
        PoolWork work = seat.Member.Next();
        if (work == seat.Queue)
        {
            return;
        }

        Leave(seat);
        seat.Queue = work;
        if (work != PoolWork.None)
        {
            seat.Since = _time.GetTimestamp();
            if (work == PoolWork.Needed)
            {
                _needed.AddLast(seat);
            }
            else
            {
                AddSpare(seat);
            }

            WakeWorker();
        }
    }

    private void AddSpare(PoolSeat seat)
    {
        seat.SpareSince ??= seat.Since;
        LinkedListNode<PoolSeat>? before = _spare.Last;
        while (before is not null && before.Value.SpareSince > seat.SpareSince)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _spare.AddFirst(seat);
        }
        else
        {
            _spare.AddAfter(before, seat);
        }
    }

    private void Leave(PoolSeat seat)
    {
        if (seat.Queue != PoolWork.None)
        {
            (seat.Queue == PoolWork.Needed ? _needed : _spare).Remove(seat);
            seat.Queue = PoolWork.None;
        }
    }

    private void WakeWorker()
    {
        if (_idle > 0)
        {
            Monitor.Pulse(_gate);
        }

        if (_needed.Count + _spare.Count > _idle && _workers.Count < _maxWorkers)
        {
            _workers.Add(Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
    }

    private void Work()
    {
        while (Take(out PoolSeat? seat, out PoolWork work))
        {
            try
            {
                seat.Member.Run(work);
            }
            catch (Exception)
            {
                // A member tells of its failures itself. One that could not even do that must not take a thread of the others with it.
            }

            lock (_gate)
            {
                seat.IsRunning = false;
                _running--;
                Place(seat);
            }
        }
    }

    private bool Take([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PoolSeat? seat, out PoolWork work)
    {
        lock (_gate)
        {
            while (true)
            {
                EndSpareWaits();
                if ((_needed.First ?? _spare.First) is { } first)
                {
                    seat = first.Value;
                    work = seat.Queue;
                    Leave(seat);
                    seat.SpareSince = work == PoolWork.Spare ? null : seat.SpareSince;
                    seat.IsRunning = true;
                    _running++;
                    return true;
                }

                if (_isStopping)
                {
                    seat = null;
                    work = PoolWork.None;
                    return false;
                }

                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
        }
    }

    /// <summary>Who waits for spare time may have needed work behind it, which must not wait as well.</summary>
    private void EndSpareWaits()
    {
        LinkedListNode<PoolSeat>? node = _needed.Count > 0 ? _spare.First : null;
        while (node is not null)
        {
            (PoolSeat seat, node) = (node.Value, node.Next);
            if (_time.GetElapsedTime(seat.Since) > MaxSpareWait)
            {
                seat.Member.SkipSpare();
                Leave(seat);
                Place(seat);
            }
        }
    }
}
