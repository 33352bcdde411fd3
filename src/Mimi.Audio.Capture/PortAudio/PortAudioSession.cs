using System.Runtime.InteropServices;
using Mimi.Audio.Capture.Backends;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>PortAudio in use. It counts its users itself, but is not thread-safe outside the streams: everything but reading happens inside <see cref="Gate"/>.</summary>
internal sealed class PortAudioSession : IDisposable
{
    private PortAudioSession()
    {
    }

    public static Lock Gate { get; } = new();

    /// <exception cref="AudioCaptureException">The library is missing or does not start.</exception>
    public static PortAudioSession Begin()
    {
        if (!NativeLibraries.TryLoad(LibPortAudio.Library, ["libportaudio.so.2", "libportaudio.2.dylib", "libportaudio.dylib", "portaudio.dll", "libportaudio-2.dll", "portaudio_x64.dll"]))
        {
            throw new AudioCaptureException("PortAudio's library libportaudio.so.2 is not installed (Debian, Ubuntu: apt-get install libportaudio2; Fedora: dnf install portaudio; macOS: brew install portaudio).");
        }

        lock (Gate)
        {
            int error = LibPortAudio.Initialize();
            return error == LibPortAudio.NoError ? new() : throw new AudioCaptureException($"PortAudio does not start: {Describe(error)}.");
        }
    }

    public static string Describe(int error) => Marshal.PtrToStringUTF8(LibPortAudio.GetErrorText(error)) ?? "unknown error";

    public void Dispose()
    {
        lock (Gate)
        {
            LibPortAudio.Terminate();
        }
    }
}
