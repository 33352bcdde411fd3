namespace Mimi.Audio.Capture.Backends;

/// <summary>Finds the device that the options mean.</summary>
internal static class DeviceChoice
{
    /// <exception cref="AudioCaptureException">There is no such device; the message lists those that are there.</exception>
    public static AudioDevice From(IReadOnlyList<AudioDevice> devices, AudioCaptureOptions options, string backend)
    {
        AudioDevice? chosen = options switch
        {
            { DeviceId: { } id } => devices.FirstOrDefault(device => device.Id == id),
            { Loopback: true } => devices.FirstOrDefault(static device => device.IsDefaultLoopback) ?? devices.FirstOrDefault(static device => device.IsLoopback),
            _ => devices.FirstOrDefault(static device => device.IsDefault) ?? devices.FirstOrDefault(static device => !device.IsLoopback),
        };
        return chosen ?? throw new AudioCaptureException($"{Missing(options, backend)} {Known(devices)}");
    }

    private static string Missing(AudioCaptureOptions options, string backend) => options switch
    {
        { DeviceId: { } id } => $"{backend} has no device '{id}'.",
        { Loopback: true } => $"{backend} has no loopback device.",
        _ => $"{backend} has no microphone.",
    };

    private static string Known(IReadOnlyList<AudioDevice> devices) =>
        devices.Count == 0 ? "It has no device to capture from at all." : $"It has {string.Join(", ", devices.Select(static device => $"'{device.Id}'"))}.";
}
