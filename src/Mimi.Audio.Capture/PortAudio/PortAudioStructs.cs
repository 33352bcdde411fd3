using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

// As in portaudio.h, version 19.

[StructLayout(LayoutKind.Sequential)]
internal struct PortAudioDeviceInfo
{
    public int StructVersion;
    public nint Name;
    public int HostApi;
    public int MaxInputChannels;
    public int MaxOutputChannels;
    public double DefaultLowInputLatency;
    public double DefaultLowOutputLatency;
    public double DefaultHighInputLatency;
    public double DefaultHighOutputLatency;
    public double DefaultSampleRate;
}

[StructLayout(LayoutKind.Sequential)]
internal struct PortAudioHostApiInfo
{
    public int StructVersion;
    public int Type;
    public nint Name;
    public int DeviceCount;
    public int DefaultInputDevice;
    public int DefaultOutputDevice;
}

[StructLayout(LayoutKind.Sequential)]
internal struct PortAudioStreamParameters
{
    public int Device;
    public int ChannelCount;
    public CULong SampleFormat;
    public double SuggestedLatency;
    public nint HostApiSpecific;
}
