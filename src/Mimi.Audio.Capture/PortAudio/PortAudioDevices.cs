using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>PortAudio's devices that have an input, and their numbers, which hold as long as the session.</summary>
internal static unsafe class PortAudioDevices
{
    public static IReadOnlyList<(int Number, AudioDevice Device)> List()
    {
        lock (PortAudioSession.Gate)
        {
            int byDefault = LibPortAudio.GetDefaultInputDevice();
            return [.. Enumerable.Range(0, Math.Max(0, LibPortAudio.GetDeviceCount()))
                .Select(number => (number, Describe(number, byDefault)))
                .Where(static entry => entry.Item2 is not null)
                .Select(static entry => (entry.number, entry.Item2!))];
        }
    }

    public static double LatencyOf(int number)
    {
        lock (PortAudioSession.Gate)
        {
            return LibPortAudio.GetDeviceInfo(number)->DefaultHighInputLatency; // The buffer between two reads: more of it loses less.
        }
    }

    private static AudioDevice? Describe(int number, int byDefault)
    {
        PortAudioDeviceInfo* info = LibPortAudio.GetDeviceInfo(number);
        if (info is null || info->MaxInputChannels < 1)
        {
            return null;
        }

        PortAudioHostApiInfo* host = LibPortAudio.GetHostApiInfo(info->HostApi);
        string name = Marshal.PtrToStringUTF8(info->Name) ?? "";
        string hostName = host is null ? "" : Marshal.PtrToStringUTF8(host->Name) ?? "";
        return new()
        {
            Id = $"{PortAudioDriver.Prefix}{hostName}/{name}",
            Name = name,
            Backend = CaptureBackend.PortAudio,
            IsDefault = number == byDefault,
            IsLoopback = name.Contains("monitor", StringComparison.OrdinalIgnoreCase) || name.Contains("loopback", StringComparison.OrdinalIgnoreCase),
            SampleRate = (int)info->DefaultSampleRate,
            Channels = info->MaxInputChannels,
        };
    }
}
