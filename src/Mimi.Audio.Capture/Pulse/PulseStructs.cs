using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.Pulse;

// As in PulseAudio's headers pulse/sample.h, pulse/channelmap.h, pulse/volume.h, pulse/def.h and pulse/introspect.h, version 16.1; of the last two structs, the part that is read.

[StructLayout(LayoutKind.Sequential)]
internal struct PulseSampleSpec
{
    public int Format;
    public uint Rate;
    public byte Channels;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PulseChannelMap
{
    public byte Channels;
    public fixed int Positions[32];
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PulseVolume
{
    public byte Channels;
    public fixed uint Values[32];
}

[StructLayout(LayoutKind.Sequential)]
internal struct PulseBufferAttributes
{
    public uint MaxLength;
    public uint TargetLength;
    public uint Prebuffer;
    public uint MinRequest;
    public uint FragmentBytes;
}

[StructLayout(LayoutKind.Sequential)]
internal struct PulseServerInfo
{
    public nint UserName;
    public nint HostName;
    public nint ServerVersion;
    public nint ServerName;
    public PulseSampleSpec SampleSpec;
    public nint DefaultSinkName;
    public nint DefaultSourceName;
}

[StructLayout(LayoutKind.Sequential)]
internal struct PulseSourceInfo
{
    public nint Name;
    public uint Index;
    public nint Description;
    public PulseSampleSpec SampleSpec;
    public PulseChannelMap ChannelMap;
    public uint OwnerModule;
    public PulseVolume Volume;
    public int Mute;
    public uint MonitorOfSink;
    public nint MonitorOfSinkName;
}
