using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mimi.Speech;

namespace Mimi.Server.Tests.Support;

/// <summary>Plays the script of a <see cref="ScriptedSpeech"/>, and remembers what the server did to it.</summary>
internal sealed class ScriptedStream(ScriptedSpeech speech, SpeechStreamOptions options) : ISpeechStream
{
    private readonly Channel<SpeechSegment> _segments = Channel.CreateUnbounded<SpeechSegment>();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _progress = Channel.CreateUnbounded<bool>();
    private readonly List<float> _samples = [];
    private int _total;
    private int _written;
    private int _played;
    private int _offered;
    private int _processed;

    public SpeechStreamOptions Options => options;

    /// <summary>Gets a task that completes when the server says that no more audio follows.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Gets a task that completes when the server has freed the stream.</summary>
    public Task Disposed => _disposed.Task;

    public float[] Samples
    {
        get
        {
            lock (_samples)
            {
                return [.. _samples];
            }
        }
    }

    /// <summary>Waits until so many samples have come, and the server is done with all that was heard in them.</summary>
    public async Task HeardAsync(int samples, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _written) < samples || Volatile.Read(ref _processed) < Volatile.Read(ref _offered))
        {
            await _progress.Reader.ReadAsync(cancellationToken);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed.Task.IsCompleted, this);
        if (speech.OnWrite is { } onWrite)
        {
            await onWrite(this, cancellationToken);
        }

        lock (_samples)
        {
            _samples.AddRange(samples.Span);
        }

        _total += samples.Length;
        for (; _played < speech.Script.Count && speech.Script[_played].At <= TimeSpan.FromSeconds(_total / 16_000.0); _played++)
        {
            Play(speech.Script[_played].Segment);
        }

        Volatile.Write(ref _written, _total); // Behind the segments, for HeardAsync.
        _progress.Writer.TryWrite(true);
    }

    public void Complete() => _completed.SetResult();

    public async IAsyncEnumerable<SpeechSegment> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Task ending = EndAsync(cancellationToken);
        await foreach (SpeechSegment segment in _segments.Reader.ReadAllAsync(cancellationToken))
        {
            yield return segment;
            Interlocked.Increment(ref _processed); // The server has come back for more.
            _progress.Writer.TryWrite(true);
        }

        await ending;
    }

    public ValueTask DisposeAsync()
    {
        _disposed.SetResult(); // Twice would throw.
        return ValueTask.CompletedTask;
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Completed.WaitAsync(cancellationToken);
            if (speech.OnLast is { } onLast)
            {
                await onLast(this, cancellationToken);
            }

            foreach (ScriptedSegment left in speech.Script.Skip(_played).Where(left => left.Segment.IsFinal))
            {
                Play(left.Segment);
            }

            if (speech.Last is { } last)
            {
                Play(last(this));
            }

            _segments.Writer.Complete();
        }
        catch (Exception e)
        {
            _segments.Writer.Complete(e);
        }
    }

    private void Play(SpeechSegment segment)
    {
        if (segment.IsFinal || options.TemporaryInterval is not null)
        {
            Interlocked.Increment(ref _offered);
            _segments.Writer.TryWrite(segment);
        }
    }
}
