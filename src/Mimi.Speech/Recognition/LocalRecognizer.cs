namespace Mimi.Speech.Recognition;

/// <summary>A loaded model and the streams that go through it.</summary>
internal sealed class LocalRecognizer : ISpeechRecognizer, ISpeechCapacity
{
    private readonly Lock _gate = new();
    private readonly HashSet<SpeechStream> _streams = [];
    private readonly Func<TimeSpan?, IStreamDecoder> _open;
    private readonly DecodePool _pool;
    private readonly TimeProvider _time;
    private readonly IDisposable[] _owned;
    private readonly DecodeCost _cost;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisposed;

    /// <param name="open">Makes a decoder for a stream with this interval between temporaries.</param>
    /// <param name="cost">What measures the decoders.</param>
    /// <param name="pool">Where decoding runs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owned">What is disposed of with the recognizer, when its last stream has let go.</param>
    public LocalRecognizer(Func<TimeSpan?, IStreamDecoder> open, DecodeCost cost, DecodePool pool, TimeProvider time, params IDisposable[] owned)
    {
        _open = open;
        _cost = cost;
        _pool = pool;
        _time = time;
        _owned = owned;
    }

    public double StreamLoad => _cost.RealTimeFactor / _pool.MaxWorkers;

    public TimeSpan Lag
    {
        get
        {
            lock (_gate)
            {
                return _streams.Select(static stream => stream.Lag).DefaultIfEmpty().Max();
            }
        }
    }

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null)
    {
        if (options?.TemporaryInterval is { } interval)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero, nameof(options));
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var stream = new SpeechStream(_open(options?.TemporaryInterval), _pool, _cost, _time, Remove);
            _streams.Add(stream);
            return stream;
        }
    }

    public async ValueTask DisposeAsync()
    {
        SpeechStream[] streams;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            streams = [.. _streams];
            EndIfDrained();
        }

        foreach (SpeechStream stream in streams)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        await _drained.Task.ConfigureAwait(false); // Bounded: each stream lets go at its next turn, and a turn is one decode at most.
        foreach (IDisposable owned in _owned)
        {
            owned.Dispose();
        }
    }

    private void Remove(SpeechStream stream)
    {
        lock (_gate)
        {
            _streams.Remove(stream);
            EndIfDrained();
        }
    }

    private void EndIfDrained()
    {
        if (_isDisposed && _streams.Count == 0)
        {
            _drained.TrySetResult();
        }
    }
}
