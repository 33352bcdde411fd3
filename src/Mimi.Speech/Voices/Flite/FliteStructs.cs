using System.Runtime.InteropServices;

namespace Mimi.Speech.Voices.Flite;

/// <summary>The first members of flite's <c>cst_voice</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FliteVoiceHeader
{
    public nint Name;
    public nint Features;
}

/// <summary>flite's <c>cst_wave</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FliteWave
{
    public nint Type;
    public int SampleRate;
    public int SampleCount;
    public int Channels;
    public short* Samples;
}
