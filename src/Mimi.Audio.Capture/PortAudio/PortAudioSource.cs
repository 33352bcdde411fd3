using Mimi.Audio.Capture.Backends;
using Mimi.Audio.Capture.Buffering;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>A PortAudio stream in the format that was asked for, or in one that the device takes and converted to it.</summary>
internal sealed class PortAudioSource : CaptureSource
{
    /// <summary>How long nothing is read, at most: short against any device's buffer, so that it does not overrun, and against a person's patience after a stop.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>How often nothing is there until it is asked why: a second, for no device's buffer is as long.</summary>
    private const int IdlePolls = 100;

    private readonly PortAudioSession _session;
    private readonly PortAudioStream _stream;
    private readonly DeviceConversion? _conversion;

    private PortAudioSource(PortAudioSession session, AudioDevice device, PortAudioStream stream, PcmFormat asked)
        : base(device)
    {
        _session = session;
        _stream = stream;
        _conversion = stream.Format == asked ? null : new(stream.Format, asked);
    }

    /// <summary>Opens a device in a session, which is its own if that succeeds.</summary>
    public static PortAudioSource Open(PortAudioSession session, PortAudioEntry entry, AudioCaptureOptions options)
    {
        foreach (PcmFormat format in DeviceFormats.Of(entry, options.Format))
        {
            if (PortAudioStream.TryOpen(entry, format) is { } stream)
            {
                return new(session, entry.Device, stream, options.Format);
            }
        }

        AudioDevice device = entry.Device;
        string what = $"'{device.Id}' does not take {options.Format.SampleRate} Hz and {options.Format.Channels} channel(s), nor a format that could be converted to it";
        throw new AudioCaptureException(entry.IsJack && device.Channels < 2
            ? $"{what}: of JACK's devices PortAudio reads only those with two channels or more. Give it a second channel, or take JACK's device of ALSA or PulseAudio."
            : $"{what}. Its own are {device.SampleRate} Hz and up to {device.Channels} channel(s).");
    }

    public override void Pump(CaptureQueue queue, CancellationToken cancellationToken)
    {
        int idle = 0;
        byte[] buffer = new byte[CaptureSize.BytesOf(TimeSpan.FromMilliseconds(100), _stream.Format)];
        while (!cancellationToken.IsCancellationRequested)
        {
            int bytes = _stream.Read(buffer, out bool isOverrun);
            if (isOverrun)
            {
                queue.ReportMissing(frames: null);
            }

            idle = bytes == 0 ? idle + 1 : 0;
            if (bytes == 0)
            {
                if (idle >= IdlePolls)
                {
                    _stream.ThrowIfGone(idle * PollInterval); // Some devices go without a word: nothing comes any more.
                }

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
        if (_stream.IsLost)
        {
            return; // Neither can be ended any more.
        }

        _stream.Dispose();
        _session.Dispose();
    }
}
