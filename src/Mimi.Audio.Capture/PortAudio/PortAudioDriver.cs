using Mimi.Audio.Capture.Backends;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>PortAudio over whatever the system has.</summary>
internal sealed class PortAudioDriver : CaptureDriver
{
    public const string Prefix = "portaudio:";

    public override CaptureBackend Backend => CaptureBackend.PortAudio;

    public override string IdPrefix => Prefix;

    public override IReadOnlyList<AudioDevice> List(CancellationToken cancellationToken)
    {
        using PortAudioSession session = PortAudioSession.Begin();
        return [.. PortAudioDevices.List().Select(static entry => entry.Device)];
    }

    public override CaptureSource Open(AudioCaptureOptions options, CancellationToken cancellationToken)
    {
        PortAudioSession session = PortAudioSession.Begin();
        try
        {
            IReadOnlyList<PortAudioEntry> entries = PortAudioDevices.List();
            AudioDevice chosen = DeviceChoice.From([.. entries.Select(static entry => entry.Device)], options, "PortAudio");
            return PortAudioSource.Open(session, entries.First(entry => entry.Device == chosen), options);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
