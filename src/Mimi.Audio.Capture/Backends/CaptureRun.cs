using Mimi.Audio.Capture.Buffering;

namespace Mimi.Audio.Capture.Backends;

/// <summary>The thread of one capture: it opens the device, moves its audio to the queue, and closes the device.</summary>
internal sealed class CaptureRun : IDisposable
{
    private const int MinBufferChunks = 2;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<AudioDevice> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<CaptureDriver> _drivers;
    private readonly AudioCaptureOptions _options;
    private bool _isOver;

    public CaptureRun(IReadOnlyList<CaptureDriver> drivers, AudioCaptureOptions options)
    {
        _drivers = drivers;
        _options = options;
        Queue = new(options.Format, Math.Max(MinBufferChunks * CaptureSize.BytesOf(options.ChunkDuration, options.Format), CaptureSize.BytesOf(options.BufferDuration, options.Format)));
        NativeThread.Start("mimi audio capture", Run);
    }

    public CaptureQueue Queue { get; }

    /// <summary>Gets the device, once it is open. It fails if none opens.</summary>
    public Task<AudioDevice> Opened => _opened.Task;

    /// <summary>Gets the end of the thread. It never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lets the thread end. Anybody may call it, at any time.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _stop.Cancel();
            }
        }
    }

    /// <summary>The thread's own last act.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _stop.Dispose();
        }
    }

    private void Run()
    {
        Exception? failure = null;
        try
        {
            using CaptureSource source = CaptureDrivers.First(_drivers, driver => driver.Open(_options, _stop.Token));
            _opened.SetResult(source.Device);
            source.Pump(Queue, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _opened.TrySetCanceled();
        }
        catch (Exception e)
        {
            failure = e;
            _opened.TrySetException(e);
            _ = _opened.Task.Exception; // Who cancelled the opening does not look at it any more.
        }

        Dispose();
        Queue.Complete(failure);
        _ended.SetResult();
    }
}
