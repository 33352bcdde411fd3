namespace Mimi.Audio.Capture;

/// <summary>The system library that audio is captured with.</summary>
public enum CaptureBackend
{
    /// <summary>PulseAudio if its server answers, else PortAudio.</summary>
    Automatic,

    /// <summary>PulseAudio, or PipeWire in its place: <c>libpulse.so.0</c>. It lists what plays as a loopback device, and converts to any format.</summary>
    PulseAudio,

    /// <summary>PortAudio: <c>libportaudio.so.2</c>, which reaches ALSA and JACK, and <c>libportaudio.2.dylib</c> or <c>portaudio.dll</c> elsewhere.</summary>
    PortAudio,
}
