using System.Buffers;

namespace Mimi.Speech.Recognition;

/// <summary>One utterance on its way through a decoder, in turns with the others.</summary>
/// <remarks>
/// Open, then completed by <see cref="Complete"/>, then read to its end; disposed of at any time. At most <see cref="BacklogSamples"/>
/// wait to be heard; a longer write is taken whole once nothing waits.
/// </remarks>
internal sealed class SpeechStream : ISpeechStream, IPoolMember
{
    /// <summary>How much audio may wait: 30 seconds.</summary>
    public const int BacklogSamples = 30 * SpeechAudio.SampleRate;

    private const int TurnSamples = SpeechAudio.SampleRate / 2;

    private readonly Lock _gate = new();
    private readonly SampleQueue _backlog = new();
    private readonly SegmentQueue _segments = new();
    private readonly IStreamDecoder _decoder;
    private readonly AudioLead _lead;
    private readonly PoolSeat _seat;
    private readonly Action<SpeechStream> _ended;
    private TaskCompletionSource? _room;
    private Exception? _failure;
    private Turn _turn;
    private int _readers;
    private bool _isComplete;
    private bool _isFinished; // The decoder knows that no more audio comes.
    private bool _isClosed; // Nobody wants results any more.
    private bool _isReleased;

    private enum Turn
    {
        Nothing,
        Hear,
        Temporary,
        Final,
        End,
        Release,
    }

    public SpeechStream(IStreamDecoder decoder, DecodePool pool, TimeProvider time, Action<SpeechStream> ended)
    {
        _decoder = decoder;
        _lead = new AudioLead(time);
        _seat = pool.Join(this);
        _ended = ended;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return TryWrite(samples.Span) is { } room ? new ValueTask(WaitAndWriteAsync(room, samples, cancellationToken)) : ValueTask.CompletedTask;
    }

    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            _room?.TrySetResult();
        }

        _seat.Signal();
    }

    public IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _readers) == 1
            ? _segments.ReadAllAsync(_seat.Signal, cancellationToken)
            : throw new InvalidOperationException("A stream can be read once. Open another stream, or share what the first reader gets.");

    public ValueTask DisposeAsync()
    {
        Close(new ObjectDisposedException(nameof(ISpeechStream), "The speech stream was disposed of before its end."), isDisposed: true);
        return ValueTask.CompletedTask;
    }

    /// <remarks>A recording far ahead of its time is heard in spare time too: live speech goes first.</remarks>
    PoolWork IPoolMember.Next()
    {
        lock (_gate)
        {
            bool isAhead = _backlog.Count > 0 && _lead.Lag(_backlog.Count) < TimeSpan.Zero;
            _turn = Decide(isAhead);
            return _turn switch
            {
                Turn.Nothing => PoolWork.None,
                Turn.Temporary => PoolWork.Spare,
                Turn.Hear when isAhead => PoolWork.Spare,
                _ => PoolWork.Needed,
            };
        }
    }

    void IPoolMember.Run(PoolWork work)
    {
        try
        {
            Take(_isClosed ? Turn.Release : _turn);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Close(e); // The reader is told, and the other streams go on.
        }
    }

    void IPoolMember.SkipSpare() => _decoder.SkipTemporary();

    private Turn Decide(bool isAhead)
    {
        if (_isReleased || (_segments.IsFull && !_isClosed))
        {
            return Turn.Nothing;
        }

        if (_isClosed)
        {
            return Turn.Release;
        }

        if (_decoder.HasFinal)
        {
            return Turn.Final;
        }

        bool isOver = _isComplete && _backlog.Count == 0;
        if (_decoder.IsTemporaryDue && (isAhead || _backlog.Count == 0) && !isOver)
        {
            return Turn.Temporary;
        }

        return isOver ? Turn.End : _backlog.Count > 0 ? Turn.Hear : Turn.Nothing;
    }

    private void Take(Turn turn)
    {
        switch (turn)
        {
            case Turn.Hear:
                Hear();
                break;
            case Turn.Temporary:
                Publish(_decoder.DecodeTemporary());
                break;
            case Turn.Final:
                Publish(_decoder.DecodeFinal());
                break;
            case Turn.End:
                End();
                break;
            case Turn.Release:
                Release();
                break;
        }
    }

    private async Task WaitAndWriteAsync(Task room, ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        for (Task? wait = room; wait is not null; wait = TryWrite(samples.Span))
        {
            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>What to wait for when there is no room; <see langword="null"/> when the samples are taken.</returns>
    private Task? TryWrite(ReadOnlySpan<float> samples)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                throw new InvalidOperationException("The stream was completed; samples cannot follow.");
            }

            ObjectDisposedException.ThrowIf(_isClosed && _failure is null, this);
            if (_failure is not null)
            {
                throw new InvalidOperationException("Recognition has failed, so samples are not taken any more. The reader is told why.", _failure);
            }

            if (_backlog.Count > 0 && _backlog.Count + samples.Length > BacklogSamples)
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _room.Task;
            }

            _backlog.Add(samples);
            _lead.Add(samples.Length);
        }

        _seat.Signal();
        return null;
    }

    private void Hear()
    {
        float[] turn = ArrayPool<float>.Shared.Rent(TurnSamples);
        try
        {
            int count;
            lock (_gate)
            {
                count = _backlog.Peek(turn.AsSpan(0, TurnSamples));
            }

            int heard = _decoder.Hear(turn.AsSpan(0, count));
            lock (_gate)
            {
                _backlog.Remove(heard);
                _room?.TrySetResult();
                _room = null;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(turn);
        }
    }

    private void End()
    {
        if (!_isFinished)
        {
            _isFinished = true;
            _decoder.Finish();
            return;
        }

        _segments.Complete();
        Release();
    }

    private void Publish(SpeechSegment? segment)
    {
        if (segment is not null)
        {
            _segments.Add(segment);
        }
    }

    private void Close(Exception reason, bool isDisposed = false)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _failure = isDisposed ? null : reason;
            _room?.TrySetResult();
        }

        _segments.Complete(reason, drop: isDisposed);
        _seat.Signal();
    }

    private void Release()
    {
        lock (_gate)
        {
            if (_isReleased)
            {
                return;
            }

            _isReleased = true;
            _isClosed = true;
            _backlog.Clear();
        }

        _decoder.Dispose();
        _ended(this);
    }
}
