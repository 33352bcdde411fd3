using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>PortAudio's devices that have an input.</summary>
internal static unsafe class PortAudioDevices
{
    public static IReadOnlyList<PortAudioEntry> List()
    {
        lock (PortAudioSession.Gate)
        {
            int byDefault = LibPortAudio.GetDefaultInputDevice();
            return [.. Enumerable.Range(0, Math.Max(0, LibPortAudio.GetDeviceCount()))
                .Select(number => Describe(number, byDefault))
                .OfType<PortAudioEntry>()];
        }
    }

    public static double LatencyOf(int number)
    {
        lock (PortAudioSession.Gate)
        {
            return LibPortAudio.GetDeviceInfo(number)->DefaultHighInputLatency; // The buffer between two reads: more of it loses less.
        }
    }

    private static PortAudioEntry? Describe(int number, int byDefault)
    {
        PortAudioDeviceInfo* info = LibPortAudio.GetDeviceInfo(number);
        if (info is null || info->MaxInputChannels < 1)
        {
            return null;
        }

        PortAudioHostApiInfo* host = LibPortAudio.GetHostApiInfo(info->HostApi);
        string name = Marshal.PtrToStringUTF8(info->Name) ?? "";
        string hostName = host is null ? "" : Marshal.PtrToStringUTF8(host->Name) ?? "";
        var device = new AudioDevice
        {
            Id = $"{PortAudioDriver.Prefix}{hostName}/{name}",
            Name = name,
            Backend = CaptureBackend.PortAudio,
            IsDefault = number == byDefault,
            IsLoopback = name.Contains("monitor", StringComparison.OrdinalIgnoreCase) || name.Contains("loopback", StringComparison.OrdinalIgnoreCase),
            SampleRate = (int)info->DefaultSampleRate,
            Channels = info->MaxInputChannels,
        };
        return new(number, device, host is not null && host->Type == LibPortAudio.HostJack);
    }
}
