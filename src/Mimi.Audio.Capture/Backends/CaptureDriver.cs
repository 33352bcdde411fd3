namespace Mimi.Audio.Capture.Backends;

/// <summary>One library that captures. Its members run on a thread that may block.</summary>
internal abstract class CaptureDriver
{
    public abstract CaptureBackend Backend { get; }

    /// <summary>Gets what the ids of its devices begin with.</summary>
    public abstract string IdPrefix { get; }

    /// <exception cref="AudioCaptureException">The library is missing, or does not answer.</exception>
    public abstract IReadOnlyList<AudioDevice> List(CancellationToken cancellationToken);

    /// <exception cref="AudioCaptureException">The library is missing or does not answer, or the device is not there or does not take the format.</exception>
    public abstract CaptureSource Open(AudioCaptureOptions options, CancellationToken cancellationToken);
}
