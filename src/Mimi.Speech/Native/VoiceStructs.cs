using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

[StructLayout(LayoutKind.Sequential)]
internal struct VoiceModelConfig
{
    public nint Model;
    public float Threshold, MinSilenceSeconds, MinSpeechSeconds;
    public int WindowSize;
    public float MaxSpeechSeconds;
}

[StructLayout(LayoutKind.Sequential)]
internal struct VoiceConfig
{
    public VoiceModelConfig Silero;
    public int SampleRate, Threads;
    public nint Provider;
    public int Debug;
    public VoiceModelConfig Ten;
}
