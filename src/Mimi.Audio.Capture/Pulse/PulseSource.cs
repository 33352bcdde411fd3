using Mimi.Audio.Capture.Backends;
using Mimi.Audio.Capture.Buffering;

namespace Mimi.Audio.Capture.Pulse;

/// <summary>A recording stream of the sound server, which does the conversion to our format.</summary>
internal sealed class PulseSource : CaptureSource
{
    /// <summary>How often the server sends: often enough to be prompt, rarely enough to be cheap.</summary>
    private static readonly TimeSpan MaxFragment = TimeSpan.FromMilliseconds(20);

    private readonly PulseConnection _connection;
    private readonly PcmFormat _format;
    private nint _stream;

    private PulseSource(PulseConnection connection, AudioDevice device, PcmFormat format)
        : base(device)
    {
        _connection = connection;
        _format = format;
    }

    /// <summary>Opens a stream on a connection, which is its own if that succeeds.</summary>
    public static PulseSource Open(PulseConnection connection, AudioDevice device, AudioCaptureOptions options)
    {
        var source = new PulseSource(connection, device, options.Format);
        try
        {
            source.Connect(options.ChunkDuration < MaxFragment ? options.ChunkDuration : MaxFragment);
            return source;
        }
        catch
        {
            source.CloseStream();
            throw;
        }
    }

    public override void Pump(CaptureQueue queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            Drain(queue);
            _connection.Iterate();
            if (LibPulse.GetStreamState(_stream) is LibPulse.StreamFailed or LibPulse.StreamTerminated)
            {
                throw new AudioCaptureException($"The device '{Device.Id}' has gone: {_connection.Error()}.");
            }
        }
    }

    public override void Dispose()
    {
        CloseStream();
        _connection.Dispose();
    }

    private void Connect(TimeSpan fragment)
    {
        var spec = new PulseSampleSpec { Format = LibPulse.SampleS16LittleEndian, Rate = (uint)_format.SampleRate, Channels = (byte)_format.Channels };
        _stream = LibPulse.NewStream(_connection.Context, "capture", in spec, 0);
        var attributes = new PulseBufferAttributes
        {
            MaxLength = uint.MaxValue, // As much as the server allows.
            TargetLength = uint.MaxValue,
            Prebuffer = uint.MaxValue,
            MinRequest = uint.MaxValue,
            FragmentBytes = (uint)CaptureSize.BytesOf(fragment, _format),
        };
        if (_stream == 0 || LibPulse.ConnectRecord(_stream, Device.Id[PulseDriver.Prefix.Length..], in attributes, LibPulse.StreamDontMove | LibPulse.StreamAdjustLatency) < 0)
        {
            throw Refused();
        }

        while (LibPulse.GetStreamState(_stream) is var state and not LibPulse.StreamReady)
        {
            if (state is LibPulse.StreamFailed or LibPulse.StreamTerminated)
            {
                throw Refused();
            }

            _connection.Iterate();
        }
    }

    private unsafe void Drain(CaptureQueue queue)
    {
        while (LibPulse.Peek(_stream, out nint data, out nuint bytes) >= 0 && bytes > 0)
        {
            if (data == 0)
            {
                queue.ReportMissing((long)bytes / _format.BytesPerFrame); // A hole: pulse/stream.h, pa_stream_peek.
            }
            else
            {
                queue.Write(new ReadOnlySpan<byte>((void*)data, (int)bytes));
            }

            LibPulse.Drop(_stream);
        }
    }

    private void CloseStream()
    {
        if (_stream != 0)
        {
            LibPulse.DisconnectStream(_stream);
            LibPulse.UnrefStream(_stream);
            _stream = 0;
        }
    }

    private AudioCaptureException Refused() => new($"PulseAudio does not open '{Device.Id}' at {_format.SampleRate} Hz and {_format.Channels} channel(s): {_connection.Error()}.");
}
