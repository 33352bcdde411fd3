using System.Runtime.CompilerServices;
using Mimi.Audio.Capture.Backends;
using Mimi.Audio.Capture.Buffering;

namespace Mimi.Audio.Capture;

/// <summary>Audio from a microphone or a loopback device.</summary>
/// <remarks>
/// It captures from <see cref="OpenAsync"/> until <see cref="Stop"/>, <see cref="DisposeAsync"/>, the end of the reading or the loss of the device, on a thread of its own that never waits for the reader.
/// All members may be called from any thread.
/// </remarks>
public sealed class AudioCapture : IAsyncDisposable
{
    private readonly AudioCaptureOptions _options;
    private readonly CaptureRun _run;
    private int _isRead;

    private AudioCapture(AudioCaptureOptions options, CaptureRun run, AudioDevice device)
    {
        _options = options;
        _run = run;
        Device = device;
    }

    /// <summary>Gets the device that is captured from.</summary>
    public AudioDevice Device { get; }

    /// <summary>Gets how the audio is laid out: as the options ask.</summary>
    public PcmFormat Format => _options.Format;

    /// <summary>Gets what became of the audio so far.</summary>
    public CaptureStatistics Statistics => _run.Queue.Statistics;

    /// <summary>Opens a device and begins to capture.</summary>
    /// <param name="options">What to capture, or <see langword="null"/> for the default microphone at 16 kHz, mono.</param>
    /// <param name="cancellationToken">Cancels the opening; what was begun is closed again behind it.</param>
    /// <returns>A capture that is running. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><see cref="AudioCaptureOptions.DeviceId"/> has the form of no id, or is one of another library than <see cref="AudioCaptureOptions.Backend"/>.</exception>
    /// <exception cref="AudioCaptureException">No library is installed, the sound server does not answer, or there is no such device, or it cannot take the format.</exception>
    public static async Task<AudioCapture> OpenAsync(AudioCaptureOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        cancellationToken.ThrowIfCancellationRequested();
        var run = new CaptureRun(CaptureDrivers.For(options), options);
        try
        {
            return new(options, run, await run.Opened.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            run.Stop();
            throw;
        }
    }

    /// <summary>Reads what is captured, once, chunk by chunk, until the capture is stopped; what was captured before that is still read.</summary>
    /// <param name="cancellationToken">Cancels the reading, and stops the capture.</param>
    /// <returns>
    /// Chunks of whole frames and of the duration that the options ask; shorter ones only in front of a gap and at the end. A chunk's memory is valid until the next one is asked for. Leaving the loop stops the capture.
    /// </returns>
    /// <exception cref="InvalidOperationException">It was read before.</exception>
    /// <exception cref="AudioCaptureException">The device or the sound server went away. Everything captured before was read first.</exception>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isRead, 1) != 0)
        {
            throw new InvalidOperationException("The audio of a capture can be read once. Open another capture to read again.");
        }

        return ReadAsync(cancellationToken);
    }

    /// <summary>Stops capturing. The reading ends after what is buffered. A capture that has stopped is left alone.</summary>
    public void Stop() => _run.Stop();

    /// <summary>Stops capturing and closes the device. It never throws.</summary>
    /// <returns>A task that completes when the device is closed.</returns>
    public ValueTask DisposeAsync()
    {
        _run.Stop();
        return new(_run.Ended);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[CaptureSize.BytesOf(_options.ChunkDuration, Format)];
        try
        {
            CaptureRead read;
            while (!(read = await _run.Queue.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)).IsEnd)
            {
                if (read.Gap is { } gap)
                {
                    _options.GapFound?.Invoke(gap);
                }

                yield return chunk.AsMemory(0, read.Bytes);
            }
        }
        finally
        {
            _run.Stop();
        }
    }
}
