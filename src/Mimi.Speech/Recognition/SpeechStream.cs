using System.Buffers;

namespace Mimi.Speech.Recognition;

/// <summary>One utterance on its way through a decoder, in turns with the others.</summary>
/// <remarks>
/// Open, then completed by <see cref="Complete"/>, then read to its end; disposed of at any time. At most
/// <see cref="SpeechInput.MaxSamples"/> wait to be heard; a longer write is taken whole once nothing waits.
/// </remarks>
internal sealed class SpeechStream : ISpeechStream, IPoolMember
{
    private const int TurnSamples = SpeechAudio.SampleRate / 2;

    private readonly SpeechInput _input;
    private readonly SegmentQueue _segments = new();
    private readonly IStreamDecoder _decoder;
    private readonly PoolSeat _seat;
    private readonly DecodeCost _cost;
    private readonly TimeProvider _time;
    private readonly Action<SpeechStream> _ended;
    private int _readers;
    private volatile bool _isClosed; // Nobody wants results any more.

    // Only touched at the stream's turn, or by the pool between two turns.
    private Turn _turn;
    private bool _isFinished; // The decoder knows that no more audio comes.
    private bool _isReleased;
    private TimeSpan _finals; // What finals of no audio of their own took, since audio was heard last.

    public SpeechStream(IStreamDecoder decoder, DecodePool pool, DecodeCost cost, TimeProvider time, Action<SpeechStream> ended)
    {
        _decoder = decoder;
        _cost = cost;
        _time = time;
        _input = new SpeechInput(time);
        _seat = pool.Join(this);
        _ended = ended;
    }

    private enum Turn
    {
        Nothing,
        Hear,
        Temporary,
        Final,
        End,
        Release,
    }

    /// <summary>Gets how long audio has been waiting to be heard; zero while it is the reader that does not keep up.</summary>
    public TimeSpan Lag => _segments.IsFull ? TimeSpan.Zero : _input.Lag;

    public ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (_input.TryWrite(samples.Span) is { } room)
        {
            return new ValueTask(WaitAndWriteAsync(room, samples, cancellationToken));
        }

        _seat.Signal();
        return ValueTask.CompletedTask;
    }

    public void Complete()
    {
        _input.Close(static () => new InvalidOperationException("The stream was completed; samples cannot follow."));
        _seat.Signal();
    }

    public IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _readers) == 1
            ? _segments.ReadAllAsync(_seat.Signal, cancellationToken)
            : throw new InvalidOperationException("A stream can be read once. Open another stream, or share what the first reader gets.");

    public ValueTask DisposeAsync()
    {
        Close(Disposed, Disposed(), drop: true);
        return ValueTask.CompletedTask;
    }

    /// <remarks>A recording far ahead of its time is heard in spare time too: live speech goes first.</remarks>
    PoolWork IPoolMember.Next()
    {
        (bool isEmpty, bool isComplete, bool isAhead) = _input.State;
        _turn = Decide(isEmpty, isComplete, isAhead);
        return _turn switch
        {
            Turn.Nothing => PoolWork.None,
            Turn.Temporary => PoolWork.Spare,
            Turn.Hear when isAhead => PoolWork.Spare,
            _ => PoolWork.Needed,
        };
    }

    void IPoolMember.Run(PoolWork work)
    {
        try
        {
            Take(_isClosed ? Turn.Release : _turn);
        }
        catch (Exception e)
        {
            // The reader is told, and the other streams go on; also when memory was short for one of them.
            _isClosed = true; // First: whatever comes of the rest, the next turn lets go.
            Close(() => new InvalidOperationException("Recognition has failed, so samples are not taken any more. The reader is told why.", e), e, drop: false);
        }
    }

    void IPoolMember.SkipSpare() => _decoder.SkipTemporary();

    private static ObjectDisposedException Disposed() => new(nameof(ISpeechStream), "The speech stream was disposed of before its end.");

    private Turn Decide(bool isEmpty, bool isComplete, bool isAhead)
    {
        if (_isReleased)
        {
            return Turn.Nothing;
        }

        if (_isClosed || _segments.IsFull)
        {
            return _isClosed ? Turn.Release : Turn.Nothing;
        }

        if (_decoder.HasFinal)
        {
            return Turn.Final;
        }

        if (isEmpty && isComplete)
        {
            return Turn.End;
        }

        if (_decoder.IsTemporaryDue && (isAhead || isEmpty))
        {
            return Turn.Temporary;
        }

        return isEmpty ? Turn.Nothing : Turn.Hear;
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
                DecodeFinal();
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
        for (Task? wait = room; wait is not null; wait = _input.TryWrite(samples.Span))
        {
            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        _seat.Signal();
    }

    private void Hear()
    {
        float[] turn = ArrayPool<float>.Shared.Rent(TurnSamples);
        try
        {
            int count = _input.Peek(turn.AsSpan(0, TurnSamples));
            _decoder.Prepare(); // Not measured: a stream pays for it once, if at all.
            bool isCrowded = _seat.IsPoolFull;
            long started = _time.GetTimestamp();
            int heard = _decoder.Hear(turn.AsSpan(0, count));
            _cost.AddHeard(heard, _time.GetElapsedTime(started) + _finals, isCrowded);
            _finals = TimeSpan.Zero;
            _input.Remove(heard);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(turn);
        }
    }

    private void DecodeFinal()
    {
        long samples = _decoder.FinalSamples;
        bool isCrowded = _seat.IsPoolFull;
        long started = _time.GetTimestamp();
        SpeechSegment? segment = _decoder.DecodeFinal();
        TimeSpan taken = _time.GetElapsedTime(started);
        if (samples > 0)
        {
            _cost.AddDecoded(samples, taken, isCrowded);
        }
        else
        {
            _finals += taken; // Decoded as it was heard, so this is part of hearing; work for no audio would count forever.
        }

        Publish(segment);
    }

    /// <summary>Ends the audio first, and the stream when nothing came of that.</summary>
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

    private void Close(Func<Exception> writer, Exception reader, bool drop)
    {
        _input.Close(writer);
        _segments.Complete(reader, drop);
        _isClosed = true;
        _seat.Signal();
    }

    private void Release()
    {
        _isReleased = true;
        _input.Clear();
        try
        {
            _decoder.Dispose();
        }
        finally
        {
            _ended(this); // Whoever disposes of the recognizer waits for this.
        }
    }
}
