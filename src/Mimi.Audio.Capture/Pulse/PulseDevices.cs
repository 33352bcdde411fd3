using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.Pulse;

/// <summary>Asks the server for its sources. A source that monitors a sink is a loopback device.</summary>
internal static unsafe class PulseDevices
{
    public static IReadOnlyList<AudioDevice> List(PulseConnection connection)
    {
        var answer = new Answer();
        GCHandle handle = GCHandle.Alloc(answer);
        try
        {
            nint state = GCHandle.ToIntPtr(handle);
            connection.Await(LibPulse.GetServerInfo(connection.Context, &TakeServer, state));
            connection.Await(LibPulse.GetSourceInfoList(connection.Context, &TakeSource, state));
        }
        finally
        {
            handle.Free();
        }

        return [.. answer.Sources.Select(source => source.Device with
        {
            IsDefault = source.Name == answer.DefaultSource,
            IsDefaultLoopback = source.MonitorOf is { } sink && sink == answer.DefaultSink,
        })];
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TakeServer(nint context, PulseServerInfo* info, nint state)
    {
        if (info is not null)
        {
            Answer answer = AnswerOf(state);
            answer.DefaultSink = Text(info->DefaultSinkName);
            answer.DefaultSource = Text(info->DefaultSourceName);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TakeSource(nint context, PulseSourceInfo* info, int end, nint state)
    {
        if (end != 0 || info is null || Text(info->Name) is not { } name)
        {
            return;
        }

        bool isMonitor = info->MonitorOfSink != LibPulse.InvalidIndex;
        AnswerOf(state).Sources.Add(new(
            name,
            isMonitor ? Text(info->MonitorOfSinkName) : null,
            new()
            {
                Id = PulseDriver.Prefix + name,
                Name = Text(info->Description) ?? name,
                Backend = CaptureBackend.PulseAudio,
                IsLoopback = isMonitor,
                SampleRate = (int)info->SampleSpec.Rate,
                Channels = info->SampleSpec.Channels,
            }));
    }

    private static Answer AnswerOf(nint state) => (Answer)GCHandle.FromIntPtr(state).Target!;

    private static string? Text(nint text) => Marshal.PtrToStringUTF8(text);

    private sealed record Source(string Name, string? MonitorOf, AudioDevice Device);

    private sealed class Answer
    {
        public List<Source> Sources { get; } = [];

        public string? DefaultSink { get; set; }

        public string? DefaultSource { get; set; }
    }
}
