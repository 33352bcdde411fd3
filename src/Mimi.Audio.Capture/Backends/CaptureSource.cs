using Mimi.Audio.Capture.Buffering;

namespace Mimi.Audio.Capture.Backends;

/// <summary>An open device. It lives and dies on one thread.</summary>
internal abstract class CaptureSource(AudioDevice device) : IDisposable
{
    public AudioDevice Device => device;

    /// <summary>Moves audio from the device to the queue until it is cancelled, and then returns.</summary>
    /// <exception cref="AudioCaptureException">The device went away.</exception>
    public abstract void Pump(CaptureQueue queue, CancellationToken cancellationToken);

    public abstract void Dispose();
}
