namespace Mimi.Speech.Recognition;

/// <summary>The audio of a stream that waits to be heard: bounded, and closed at the end.</summary>
internal sealed class SpeechInput(TimeProvider time)
{
    /// <summary>How much audio may wait: 30 seconds.</summary>
    public const int MaxSamples = 30 * SpeechAudio.SampleRate;

    private readonly Lock _gate = new();
    private readonly SampleQueue _samples = new();
    private readonly AudioLead _lead = new(time);
    private TaskCompletionSource? _room;
    private Func<Exception>? _closed;

    /// <summary>Gets what waits: whether anything does, whether nothing follows it, and whether it is ahead of its time.</summary>
    public (bool IsEmpty, bool IsComplete, bool IsAhead) State
    {
        get
        {
            lock (_gate)
            {
                return (_samples.Count == 0, _closed is not null, _samples.Count > 0 && _lead.Lag(_samples.Count) < TimeSpan.Zero);
            }
        }
    }

    /// <summary>Gets how long the piece of audio that came first has been waiting beyond the moment at which its last word was spoken; zero when nothing waits, or ahead of its time.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (_gate)
            {
                TimeSpan lag = _samples.Count == 0 ? TimeSpan.Zero : _lead.Lag(_samples.Count - _samples.FirstPiece);
                return lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Takes samples if there is room for all of them; more than ever fit are taken once nothing waits.</summary>
    /// <returns>What to wait for when there is no room; <see langword="null"/> when the samples are taken.</returns>
    public Task? TryWrite(ReadOnlySpan<float> samples)
    {
        lock (_gate)
        {
            if (_closed is not null)
            {
                throw _closed();
            }

            if (_samples.Count > 0 && _samples.Count + samples.Length > MaxSamples)
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _room.Task;
            }

            _samples.Add(samples);
            _lead.Add(samples.Length);
            return null;
        }
    }

    public int Peek(Span<float> buffer)
    {
        lock (_gate)
        {
            return _samples.Peek(buffer);
        }
    }

    public void Remove(int count)
    {
        lock (_gate)
        {
            _samples.Remove(count);
            MakeRoom();
        }
    }

    /// <summary>Takes no more. The first reason counts.</summary>
    /// <param name="reason">Makes what a writer gets.</param>
    public void Close(Func<Exception> reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            MakeRoom();
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _samples.Clear();
        }
    }

    private void MakeRoom()
    {
        _room?.TrySetResult();
        _room = null;
    }
}
