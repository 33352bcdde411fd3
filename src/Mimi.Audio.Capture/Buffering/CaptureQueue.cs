using System.Runtime.ExceptionServices;

namespace Mimi.Audio.Capture.Buffering;

/// <summary>Carries audio from the device's thread, which never waits, to one reader. When it is full, the oldest is dropped: a reader that is late wants to hear what is said now.</summary>
internal sealed class CaptureQueue
{
    private readonly Lock _gate = new();
    private readonly int _frameBytes;
    private readonly byte[] _ring;
    private readonly GapList _gaps = new();
    private int _start;
    private int _count;
    private long _captured; // In frames, as everything that is counted.
    private long _read;
    private long _dropped;
    private long _missed;
    private int _overruns;
    private bool _isComplete;
    private ExceptionDispatchInfo? _failure;
    private TaskCompletionSource? _change;

    public CaptureQueue(PcmFormat format, int capacityBytes)
    {
        _frameBytes = format.BytesPerFrame;
        _ring = new byte[capacityBytes];
    }

    public CaptureStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new(_captured, _read, _count / _frameBytes, _dropped, _missed, _overruns);
            }
        }
    }

    private long Front => _captured - (_count / _frameBytes);

    /// <summary>Takes whole frames. They are copied.</summary>
    public void Write(ReadOnlySpan<byte> audio)
    {
        lock (_gate)
        {
            while (!audio.IsEmpty)
            {
                ReadOnlySpan<byte> piece = audio[..Math.Min(audio.Length, _ring.Length)];
                Drop(_count + piece.Length - _ring.Length);
                CopyIn(piece);
                audio = audio[piece.Length..];
            }

            Wake();
        }
    }

    /// <summary>Notes that the device lost audio in front of what is written next.</summary>
    /// <param name="frames">How much, if that is known.</param>
    public void ReportMissing(long? frames)
    {
        lock (_gate)
        {
            _overruns++;
            _missed += frames ?? 0;
            _gaps.Add(new(_captured, frames ?? 0, IsExact: frames is not null));
        }
    }

    /// <summary>Lets the reader end after what is buffered.</summary>
    /// <param name="failure">Why it ends, if not because it was stopped.</param>
    public void Complete(Exception? failure)
    {
        lock (_gate)
        {
            _isComplete = true;
            _failure = failure is null ? null : ExceptionDispatchInfo.Capture(failure);
            Wake();
        }
    }

    /// <summary>Fills a chunk, waiting for enough audio. Only a gap or the end makes it shorter.</summary>
    public async ValueTask<CaptureRead> ReadAsync(Memory<byte> chunk, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int ready = Ready(chunk.Length);
                if (ready > 0)
                {
                    return Take(chunk.Span[..ready]);
                }

                if (_isComplete)
                {
                    _failure?.Throw();
                    return default;
                }

                _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
                change = _change.Task;
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private int Ready(int wanted)
    {
        int whole = _gaps.NextAfter(Front) is { } gap && gap < _captured ? (int)(gap - Front) * _frameBytes : int.MaxValue;
        int next = Math.Min(wanted, whole);
        return _count >= next || _isComplete ? Math.Min(_count, next) : 0;
    }

    private CaptureRead Take(Span<byte> chunk)
    {
        PendingGap? gap = _gaps.TakeAt(Front);
        long position = _read;
        int first = Math.Min(chunk.Length, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(chunk);
        _ring.AsSpan(0, chunk.Length - first).CopyTo(chunk[first..]);
        Remove(chunk.Length);
        _read += chunk.Length / _frameBytes;
        return new(chunk.Length, gap is { } found ? new CaptureGap(position, found.LostFrames, found.IsExact) : null);
    }

    private void Drop(int bytes)
    {
        if (bytes > 0)
        {
            int frames = bytes / _frameBytes;
            _gaps.Drop(Front, frames);
            _dropped += frames;
            Remove(bytes);
        }
    }

    private void CopyIn(ReadOnlySpan<byte> audio)
    {
        int end = (_start + _count) % _ring.Length;
        int first = Math.Min(audio.Length, _ring.Length - end);
        audio[..first].CopyTo(_ring.AsSpan(end));
        audio[first..].CopyTo(_ring);
        _count += audio.Length;
        _captured += audio.Length / _frameBytes;
    }

    private void Remove(int bytes)
    {
        _start = (_start + bytes) % _ring.Length;
        _count -= bytes;
    }

    private void Wake()
    {
        _change?.TrySetResult();
        _change = null;
    }
}
