using Mimi.Audio.Capture.PortAudio;
using Mimi.Audio.Capture.Pulse;

namespace Mimi.Audio.Capture.Backends;

/// <summary>Chooses the library.</summary>
internal static class CaptureDrivers
{
    private static readonly CaptureDriver[] All = [new PulseDriver(), new PortAudioDriver()];

    /// <summary>Gets the libraries to try, the best first.</summary>
    public static IReadOnlyList<CaptureDriver> Of(CaptureBackend backend)
    {
        if (!Enum.IsDefined(backend))
        {
            throw new ArgumentOutOfRangeException(nameof(backend), backend, "Automatic, PulseAudio and PortAudio are possible.");
        }

        return backend == CaptureBackend.Automatic ? All : [.. All.Where(driver => driver.Backend == backend)];
    }

    /// <summary>Gets the libraries to try for a device: the id of one says which.</summary>
    public static IReadOnlyList<CaptureDriver> For(AudioCaptureOptions options)
    {
        IReadOnlyList<CaptureDriver> allowed = Of(options.Backend);
        if (options.DeviceId is not { } id)
        {
            return allowed;
        }

        CaptureDriver owner = All.FirstOrDefault(driver => id.StartsWith(driver.IdPrefix, StringComparison.Ordinal))
            ?? throw new ArgumentException($"'{id}' is not the id of a device. Ids begin with {string.Join(" or ", All.Select(static driver => $"'{driver.IdPrefix}'"))}: take one that AudioDevices.ListAsync lists.", nameof(options));
        return allowed.Contains(owner)
            ? [owner]
            : throw new ArgumentException($"'{id}' is a device of {owner.Backend}, not of {options.Backend}. Leave AudioCaptureOptions.Backend at Automatic.", nameof(options));
    }

    /// <summary>Asks one library after the other until one answers.</summary>
    /// <exception cref="AudioCaptureException">None does; the message has what each of them says.</exception>
    public static T First<T>(IReadOnlyList<CaptureDriver> drivers, Func<CaptureDriver, T> ask)
    {
        var failures = new List<AudioCaptureException>();
        foreach (CaptureDriver driver in drivers)
        {
            try
            {
                return ask(driver);
            }
            catch (AudioCaptureException e)
            {
                failures.Add(e);
            }
        }

        throw failures.Count == 1
            ? failures[0]
            : new AudioCaptureException(string.Join(" ", failures.Select(static failure => failure.Message)), failures[0]);
    }
}
