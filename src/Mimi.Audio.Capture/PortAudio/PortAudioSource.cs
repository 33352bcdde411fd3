using Mimi.Audio.Capture.Backends;
using Mimi.Audio.Capture.Buffering;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>A PortAudio stream in the format that was asked for, or in the device's own and converted to it.</summary>
internal sealed class PortAudioSource : CaptureSource
{
    /// <summary>How long nothing is read, at most: short against any device's buffer, so that it does not overrun, and against a person's patience after a stop.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly PortAudioSession _session;
    private readonly PortAudioStream _stream;
    private readonly ToSpeechFormat? _conversion;

    private PortAudioSource(PortAudioSession session, AudioDevice device, PortAudioStream stream, bool convert)
        : base(device)
    {
        _session = session;
        _stream = stream;
        _conversion = convert ? new(stream.Format) : null;
    }

    /// <summary>Opens a device in a session, which is its own if that succeeds.</summary>
    public static PortAudioSource Open(PortAudioSession session, int number, AudioDevice device, AudioCaptureOptions options)
    {
        if (PortAudioStream.TryOpen(number, options.Format, device.Id) is { } asAsked)
        {
            return new(session, device, asAsked, convert: false);
        }

        if (options.Format == ToSpeechFormat.Result
            && PortAudioStream.TryOpen(number, new(device.SampleRate, Math.Min(device.Channels, PcmConverter.MaxChannels)), device.Id) is { } native)
        {
            return new(session, device, native, convert: true);
        }

        throw new AudioCaptureException($"'{device.Id}' does not take {options.Format.SampleRate} Hz and {options.Format.Channels} channel(s). Ask for its own {device.SampleRate} Hz and up to {device.Channels} channel(s), or for 16,000 Hz mono, to which it is converted.");
    }

    public override void Pump(CaptureQueue queue, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[CaptureSize.BytesOf(TimeSpan.FromMilliseconds(100), _stream.Format)];
        while (!cancellationToken.IsCancellationRequested)
        {
            int bytes = _stream.Read(buffer, out bool isOverrun);
            if (isOverrun)
            {
                queue.ReportMissing(frames: null);
            }

            if (bytes == 0)
            {
                cancellationToken.WaitHandle.WaitOne(PollInterval);
            }
            else
            {
                queue.Write(_conversion is null ? buffer.AsSpan(0, bytes) : _conversion.Convert(buffer.AsSpan(0, bytes)));
            }
        }
    }

    public override void Dispose()
    {
        _stream.Dispose();
        _session.Dispose();
    }
}
