using System.Runtime.ExceptionServices;

namespace Mimi.Client.Sessions;

/// <summary>Results that wait to be read: bounded, one reader, and the oldest temporary ones give way.</summary>
internal sealed class ResultBuffer<T>(int capacity)
{
    private readonly Lock _lock = new();
    private readonly ResultRing<T> _results = new();
    private int _isClaimed;
    private bool _readerWaits;
    private bool _isComplete;
    private Exception? _failure;

    /// <summary>Gets how many temporary results were left out.</summary>
    public long Dropped { get; private set; }

    /// <summary>Gets what the reader waits for.</summary>
    public Signal Reader { get; } = new();

    /// <summary>Begins to read.</summary>
    /// <exception cref="InvalidOperationException">Somebody has begun before.</exception>
    public void Claim()
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) != 0)
        {
            throw new InvalidOperationException("What a session receives can be enumerated once, and is being, or was, enumerated already.");
        }
    }

    /// <summary>Adds a result. Never waits.</summary>
    /// <exception cref="MimiResultOverflowException">The buffer is full of results that may not be left out.</exception>
    public void Add(T result, MimiResultKind kind)
    {
        lock (_lock)
        {
            Insert(result, kind);
            WakeReader();
        }
    }

    /// <summary>Adds a result as <see cref="Add"/> does, for somebody who calls <see cref="WakeHere"/> soon.</summary>
    /// <returns>Whether half of the room is taken: then he should call it now.</returns>
    /// <exception cref="MimiResultOverflowException">The buffer is full of results that may not be left out.</exception>
    public bool Hold(T result, MimiResultKind kind)
    {
        lock (_lock)
        {
            Insert(result, kind);
            return _results.Count >= Math.Max(1, capacity / 2);
        }
    }

    /// <summary>Wakes the reader on another thread, if there is something to read.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_results.Count > 0)
            {
                WakeReader();
            }
        }
    }

    /// <summary>Runs the reader on this thread until it waits again, if there is something to read. Not under a lock.</summary>
    public void WakeHere()
    {
        lock (_lock)
        {
            if (!_readerWaits || _results.Count == 0)
            {
                return;
            }

            _readerWaits = false;
        }

        Reader.SetHere();
    }

    /// <summary>Says how the results end. The reader sees every result first. Only the first call counts.</summary>
    public void Complete(Exception? failure)
    {
        lock (_lock)
        {
            if (!_isComplete)
            {
                _isComplete = true;
                _failure = failure;
                WakeReader();
            }
        }
    }

    /// <summary>Begins to wait for a result or the end, unless one is there. For the one reader.</summary>
    /// <param name="wait">What to ask <see cref="Reader"/> with.</param>
    public bool TryWait(out short wait)
    {
        lock (_lock)
        {
            _readerWaits = _results.Count == 0 && !_isComplete;
            wait = _readerWaits ? Reader.Begin() : default;
            return _readerWaits;
        }
    }

    /// <summary>Takes the next result. For the one reader.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    public bool TryTake(out T result)
    {
        lock (_lock)
        {
            return _results.TryRemoveFirst(out result);
        }
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Insert(T result, MimiResultKind kind)
    {
        if (_isComplete)
        {
            return;
        }

        bool isTemporary = kind == MimiResultKind.Temporary;
        if (_results.Count >= capacity)
        {
            bool gaveWay = _results.TryRemoveTemporary();
            bool hasRoom = gaveWay || (kind == MimiResultKind.Final && _results.Count == capacity); // The final result has a place of its own.
            if (!hasRoom && !isTemporary)
            {
                throw new MimiResultOverflowException(capacity);
            }

            Dropped += gaveWay || !hasRoom ? 1 : 0;
            if (!hasRoom)
            {
                return; // The only temporary one is the new one itself.
            }
        }

        _results.Add(result, isTemporary);
    }

    private void WakeReader()
    {
        if (_readerWaits)
        {
            _readerWaits = false;
            Reader.Set();
        }
    }
}
