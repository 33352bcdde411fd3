namespace Mimi.Client.Sessions;

/// <summary>The gaps that nobody has read yet: bounded, one reader, and adjacent ones are one. Positions are in bytes.</summary>
internal sealed class AudioGaps(AudioScale scale)
{
    /// <summary>How many gaps may wait. When there are more, the oldest are left out.</summary>
    private const int MaxGaps = 1_024;

    private readonly Lock _lock = new();
    private readonly LinkedList<(long Start, long Length)> _gaps = new();
    private TaskCompletionSource? _waiting;
    private bool _isRead;
    private bool _isComplete;
    private long _dropped;

    /// <summary>Gets how much audio was dropped in all, whether or not its gaps still wait.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public void Add(long start, long length)
    {
        lock (_lock)
        {
            Volatile.Write(ref _dropped, _dropped + length);
            if (_gaps.Last is { } last && last.Value.Start + last.Value.Length == start)
            {
                last.Value = (last.Value.Start, last.Value.Length + length);
            }
            else
            {
                if (_gaps.Count == MaxGaps)
                {
                    _gaps.RemoveFirst();
                }

                _gaps.AddLast((start, length));
            }

            WakeReader();
        }
    }

    /// <summary>Says that the session has ended.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            WakeReader();
        }
    }

    /// <summary>Begins to read.</summary>
    /// <exception cref="InvalidOperationException">Somebody reads already.</exception>
    public void Claim()
    {
        lock (_lock)
        {
            _isRead = !_isRead ? true : throw new InvalidOperationException("The gaps are being enumerated already: each is told once.");
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _isRead = false;
        }
    }

    /// <summary>Takes the next gap, waiting for it.</summary>
    /// <returns><see langword="null"/> at the end of the session.</returns>
    public async ValueTask<MimiAudioGap?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task waiting;
            lock (_lock)
            {
                if (_gaps.First is { } first)
                {
                    _gaps.RemoveFirst();
                    return ToGap(first.Value);
                }

                if (_isComplete)
                {
                    return null;
                }

                _waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiting.Task;
            }

            await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private MimiAudioGap ToGap((long Start, long Length) gap)
    {
        TimeSpan start = scale.ToTime(gap.Start);
        return new(start, scale.ToTime(gap.Start + gap.Length) - start, gap.Start / scale.SampleBytes, gap.Length / scale.SampleBytes);
    }

    private void WakeReader()
    {
        _waiting?.TrySetResult();
        _waiting = null;
    }
}
