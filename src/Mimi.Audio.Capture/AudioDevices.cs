using Mimi.Audio.Capture.Backends;

namespace Mimi.Audio.Capture;

/// <summary>Lists what audio can be captured from.</summary>
public static class AudioDevices
{
    /// <summary>Lists the devices of this computer.</summary>
    /// <param name="backend">The library to ask. <see cref="CaptureBackend.Automatic"/> lists the devices of the one that <see cref="AudioCapture"/> would use.</param>
    /// <param name="cancellationToken">Cancels waiting for the answer.</param>
    /// <returns>The devices in the library's order; empty if there is none. PortAudio sees a device that was plugged in only while no capture runs through it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="backend"/> is none of the enumeration.</exception>
    /// <exception cref="AudioCaptureException">The library is not installed, or the sound server does not answer.</exception>
    public static Task<IReadOnlyList<AudioDevice>> ListAsync(CaptureBackend backend = CaptureBackend.Automatic, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CaptureDriver> drivers = CaptureDrivers.Of(backend);
        return NativeThread.RunAsync("mimi audio devices", () => CaptureDrivers.First(drivers, driver => driver.List(cancellationToken)), cancellationToken);
    }
}
