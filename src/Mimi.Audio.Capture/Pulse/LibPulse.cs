using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.Pulse;

/// <summary>The part of PulseAudio's client library that is used here.</summary>
internal static unsafe partial class LibPulse
{
    public const string Library = "libpulse";

    public const int ContextNoAutospawn = 1;
    public const int ContextReady = 4;
    public const int ContextFailed = 5;
    public const int ContextTerminated = 6;

    public const int StreamReady = 2;
    public const int StreamFailed = 3;
    public const int StreamTerminated = 4;

    /// <summary>Do not take the stream to another device when its own goes away, and ask the device for the latency of the fragments.</summary>
    public const int StreamDontMove = 0x0200;
    public const int StreamAdjustLatency = 0x2000;

    public const int SampleS16LittleEndian = 3;
    public const uint InvalidIndex = uint.MaxValue;
    public const int OperationRunning = 0;

    [LibraryImport(Library, EntryPoint = "pa_mainloop_new")]
    public static partial nint NewMainloop();

    [LibraryImport(Library, EntryPoint = "pa_mainloop_free")]
    public static partial void FreeMainloop(nint mainloop);

    [LibraryImport(Library, EntryPoint = "pa_mainloop_get_api")]
    public static partial nint GetApi(nint mainloop);

    [LibraryImport(Library, EntryPoint = "pa_mainloop_iterate")]
    public static partial int Iterate(nint mainloop, int block, nint returnValue);

    /// <summary>The only call that another thread may make.</summary>
    [LibraryImport(Library, EntryPoint = "pa_mainloop_wakeup")]
    public static partial void WakeUp(nint mainloop);

    [LibraryImport(Library, EntryPoint = "pa_context_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewContext(nint api, string name);

    [LibraryImport(Library, EntryPoint = "pa_context_connect", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Connect(nint context, string? server, int flags, nint spawnApi);

    [LibraryImport(Library, EntryPoint = "pa_context_get_state")]
    public static partial int GetContextState(nint context);

    [LibraryImport(Library, EntryPoint = "pa_context_errno")]
    public static partial int GetError(nint context);

    [LibraryImport(Library, EntryPoint = "pa_strerror")]
    public static partial nint DescribeError(int error);

    [LibraryImport(Library, EntryPoint = "pa_context_disconnect")]
    public static partial void Disconnect(nint context);

    [LibraryImport(Library, EntryPoint = "pa_context_unref")]
    public static partial void UnrefContext(nint context);

    [LibraryImport(Library, EntryPoint = "pa_context_get_server_info")]
    public static partial nint GetServerInfo(nint context, delegate* unmanaged[Cdecl]<nint, PulseServerInfo*, nint, void> callback, nint state);

    [LibraryImport(Library, EntryPoint = "pa_context_get_source_info_list")]
    public static partial nint GetSourceInfoList(nint context, delegate* unmanaged[Cdecl]<nint, PulseSourceInfo*, int, nint, void> callback, nint state);

    [LibraryImport(Library, EntryPoint = "pa_operation_get_state")]
    public static partial int GetOperationState(nint operation);

    [LibraryImport(Library, EntryPoint = "pa_operation_cancel")]
    public static partial void CancelOperation(nint operation);

    [LibraryImport(Library, EntryPoint = "pa_operation_unref")]
    public static partial void UnrefOperation(nint operation);

    [LibraryImport(Library, EntryPoint = "pa_stream_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewStream(nint context, string name, in PulseSampleSpec format, nint channelMap);

    [LibraryImport(Library, EntryPoint = "pa_stream_connect_record", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ConnectRecord(nint stream, string device, in PulseBufferAttributes attributes, int flags);

    [LibraryImport(Library, EntryPoint = "pa_stream_get_state")]
    public static partial int GetStreamState(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_stream_peek")]
    public static partial int Peek(nint stream, out nint data, out nuint bytes);

    [LibraryImport(Library, EntryPoint = "pa_stream_drop")]
    public static partial void Drop(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_stream_disconnect")]
    public static partial void DisconnectStream(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_stream_unref")]
    public static partial void UnrefStream(nint stream);
}
