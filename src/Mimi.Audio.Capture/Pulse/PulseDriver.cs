using Mimi.Audio.Capture.Backends;

namespace Mimi.Audio.Capture.Pulse;

/// <summary>PulseAudio, and PipeWire that speaks its protocol.</summary>
internal sealed class PulseDriver : CaptureDriver
{
    public const string Prefix = "pulse:";

    public override CaptureBackend Backend => CaptureBackend.PulseAudio;

    public override string IdPrefix => Prefix;

    public override IReadOnlyList<AudioDevice> List(CancellationToken cancellationToken)
    {
        using PulseConnection connection = PulseConnection.Open(cancellationToken);
        return PulseDevices.List(connection);
    }

    public override CaptureSource Open(AudioCaptureOptions options, CancellationToken cancellationToken)
    {
        PulseConnection connection = PulseConnection.Open(cancellationToken);
        try
        {
            return PulseSource.Open(connection, DeviceChoice.From(PulseDevices.List(connection), options, "PulseAudio"), options);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
