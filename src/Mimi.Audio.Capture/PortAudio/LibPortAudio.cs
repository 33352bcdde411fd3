using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>The part of PortAudio that is used here.</summary>
internal static unsafe partial class LibPortAudio
{
    public const string Library = "libportaudio";

    public const int NoError = 0;
    public const int InvalidChannelCount = -9998;
    public const int InvalidSampleRate = -9997;
    public const int SampleFormatNotSupported = -9994;
    public const int InputOverflowed = -9981;
    public const uint SampleFloat32 = 1;
    public const uint SampleInt16 = 8;
    public const int HostJack = 12;
    public const int NoFlag = 0;

    [LibraryImport(Library, EntryPoint = "Pa_Initialize")]
    public static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "Pa_Terminate")]
    public static partial void Terminate();

    [LibraryImport(Library, EntryPoint = "Pa_GetErrorText")]
    public static partial nint GetErrorText(int error);

    [LibraryImport(Library, EntryPoint = "Pa_GetDeviceCount")]
    public static partial int GetDeviceCount();

    [LibraryImport(Library, EntryPoint = "Pa_GetDefaultInputDevice")]
    public static partial int GetDefaultInputDevice();

    [LibraryImport(Library, EntryPoint = "Pa_GetDeviceInfo")]
    public static partial PortAudioDeviceInfo* GetDeviceInfo(int device);

    [LibraryImport(Library, EntryPoint = "Pa_GetHostApiInfo")]
    public static partial PortAudioHostApiInfo* GetHostApiInfo(int hostApi);

    [LibraryImport(Library, EntryPoint = "Pa_OpenStream")]
    public static partial int OpenStream(out nint stream, in PortAudioStreamParameters input, nint output, double sampleRate, CULong framesPerBuffer, CULong flags, nint callback, nint userData);

    [LibraryImport(Library, EntryPoint = "Pa_StartStream")]
    public static partial int StartStream(nint stream);

    [LibraryImport(Library, EntryPoint = "Pa_IsStreamActive")]
    public static partial int IsActive(nint stream);

    [LibraryImport(Library, EntryPoint = "Pa_GetStreamReadAvailable")]
    public static partial CLong GetReadAvailable(nint stream);

    [LibraryImport(Library, EntryPoint = "Pa_ReadStream")]
    public static partial int Read(nint stream, Span<byte> buffer, CULong frames);

    [LibraryImport(Library, EntryPoint = "Pa_AbortStream")]
    public static partial void AbortStream(nint stream);

    [LibraryImport(Library, EntryPoint = "Pa_CloseStream")]
    public static partial void CloseStream(nint stream);
}
