namespace Mimi.Audio.Capture.PortAudio;

/// <summary>In which formats a device is tried: first as asked, then in those that it is likely to take and that can be converted.</summary>
internal static class DeviceFormats
{
    /// <summary>ALSA's plug-ins claim more.</summary>
    private const int MaxChannels = 32;

    /// <summary>What nearly every sound card takes.</summary>
    private static readonly int[] CommonRates = [48_000, 44_100];

    public static IEnumerable<PcmFormat> Of(PortAudioEntry entry, PcmFormat asked)
    {
        AudioDevice device = entry.Device;
        if (entry.IsJack)
        {
            return device.Channels >= 2 ? [new(device.SampleRate, 2)] : []; // There is no other, see PortAudioStream.
        }

        int[] counts = asked.Channels == 1 ? [1, 2, Math.Min(device.Channels, MaxChannels)] : [asked.Channels];
        IEnumerable<PcmFormat> own = CommonRates.Prepend(device.SampleRate).SelectMany(rate => counts.Where(count => count <= device.Channels).Select(count => new PcmFormat(rate, count)));
        return own.Prepend(asked).Distinct();
    }
}
