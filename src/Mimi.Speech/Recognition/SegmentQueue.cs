using System.Runtime.CompilerServices;

namespace Mimi.Speech.Recognition;

/// <summary>Segments that wait for their reader. Temporaries make room for newer ones; finals stay, and when too many wait the stream stops listening.</summary>
internal sealed class SegmentQueue
{
    private const int MaxTemporaries = 64;
    private const int MaxFinals = 1_024;

    private readonly Lock _gate = new();
    private readonly LinkedList<SpeechSegment> _segments = [];
    private TaskCompletionSource? _changed;
    private Exception? _failure;
    private int _finals;
    private bool _isComplete;

    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _finals >= MaxFinals;
            }
        }
    }

    public void Add(SpeechSegment segment)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return;
            }

            if (segment.IsFinal)
            {
                _finals++;
            }
            else if (_segments.Count - _finals >= MaxTemporaries)
            {
                _segments.Remove(_segments.First(static waiting => !waiting.IsFinal));
            }

            _segments.AddLast(segment);
            _changed?.TrySetResult();
        }
    }

    /// <summary>Ends the queue: what waits can still be read, then the reader comes to its end or to the failure.</summary>
    public void Complete(Exception? failure = null, bool drop = false)
    {
        lock (_gate)
        {
            if (drop)
            {
                _segments.Clear();
                _finals = 0;
            }

            if (!_isComplete || drop)
            {
                _failure ??= failure;
            }

            _isComplete = true;
            _changed?.TrySetResult();
        }
    }

    /// <param name="read">Called after each segment that was read.</param>
    /// <param name="cancellationToken">Cancels the wait for the next.</param>
    public async IAsyncEnumerable<SpeechSegment> ReadAllAsync(Action read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (SpeechSegment? segment, Task? changed) = Take();
            if (segment is not null)
            {
                read();
                yield return segment;
            }
            else if (changed is null)
            {
                yield break;
            }
            else
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private (SpeechSegment? Segment, Task? Changed) Take()
    {
        lock (_gate)
        {
            if (_segments.First is { } first)
            {
                _segments.RemoveFirst();
                _finals -= first.Value.IsFinal ? 1 : 0;
                return (first.Value, null);
            }

            if (_isComplete)
            {
                return _failure is null ? (null, null) : throw _failure;
            }

            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (null, _changed.Task);
        }
    }
}
