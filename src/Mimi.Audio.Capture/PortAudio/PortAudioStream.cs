using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>A running input stream of 16-bit samples.</summary>
/// <remarks>
/// What PortAudio reads of JACK without a callback are frames of two 32-bit floats, whatever else was asked for: anything smaller is written beyond its end (BlockingBegin in pa_jack.c of PortAudio 19.6 and 19.7).
/// So that is what is asked for, and made 16-bit here.
/// </remarks>
internal sealed class PortAudioStream : IDisposable
{
    /// <summary>PortAudio does not tell that JACK is gone; while it is there, it always gives something.</summary>
    private static readonly TimeSpan LongestSilenceOfJack = TimeSpan.FromSeconds(5);

    private readonly nint _stream;
    private readonly bool _isFloat;
    private float[] _floats = [];

    private PortAudioStream(nint stream, PcmFormat format, bool isFloat)
    {
        _stream = stream;
        _isFloat = isFloat;
        Format = format;
    }

    /// <summary>Gets what the device gives.</summary>
    public PcmFormat Format { get; }

    /// <summary>Opens and starts a stream, if the device takes the format.</summary>
    /// <returns><see langword="null"/> if it does not take it.</returns>
    /// <exception cref="AudioCaptureException">It does not open for another reason.</exception>
    public static PortAudioStream? TryOpen(PortAudioEntry entry, PcmFormat format)
    {
        var parameters = new PortAudioStreamParameters
        {
            Device = entry.Number,
            ChannelCount = format.Channels,
            SampleFormat = new(entry.IsJack ? LibPortAudio.SampleFloat32 : LibPortAudio.SampleInt16),
            SuggestedLatency = PortAudioDevices.LatencyOf(entry.Number),
        };
        lock (PortAudioSession.Gate)
        {
            int error = LibPortAudio.OpenStream(out nint stream, in parameters, 0, format.SampleRate, new(0), new(LibPortAudio.NoFlag), 0, 0);
            if (error is LibPortAudio.InvalidSampleRate or LibPortAudio.InvalidChannelCount or LibPortAudio.SampleFormatNotSupported)
            {
                return null;
            }

            if (error == LibPortAudio.NoError && (error = LibPortAudio.StartStream(stream)) != LibPortAudio.NoError)
            {
                LibPortAudio.CloseStream(stream);
            }

            return error == LibPortAudio.NoError ? new(stream, format, entry.IsJack) : throw new AudioCaptureException($"PortAudio does not open '{entry.Device.Id}': {PortAudioSession.Describe(error)}.");
        }
    }

    /// <summary>Reads what is there, without waiting.</summary>
    /// <param name="buffer">Takes whole frames.</param>
    /// <param name="isOverrun">Whether the device lost audio in front of it.</param>
    /// <returns>How many bytes; 0 if there is nothing yet.</returns>
    /// <exception cref="AudioCaptureException">The device went away.</exception>
    public int Read(Span<byte> buffer, out bool isOverrun)
    {
        nint available = LibPortAudio.GetReadAvailable(_stream).Value;
        isOverrun = available == LibPortAudio.InputOverflowed;
        if (available < 0 && !isOverrun)
        {
            throw Gone((int)available);
        }

        int frames = (int)Math.Min(Math.Max(0, available), buffer.Length / Format.BytesPerFrame);
        if (frames == 0)
        {
            return 0;
        }

        int error = _isFloat ? ReadFloats(buffer, frames) : LibPortAudio.Read(_stream, buffer, new((nuint)frames));
        isOverrun |= error == LibPortAudio.InputOverflowed;
        return error is LibPortAudio.NoError or LibPortAudio.InputOverflowed ? frames * Format.BytesPerFrame : throw Gone(error);
    }

    /// <summary>Gets whether what serves the stream is gone for good, so that closing it would wait for ten minutes.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Looks after a stream that gives nothing.</summary>
    /// <param name="idle">How long it has given nothing.</param>
    /// <exception cref="AudioCaptureException">The stream runs no more.</exception>
    public void ThrowIfGone(TimeSpan idle)
    {
        int active = LibPortAudio.IsActive(_stream);
        if (active != 1)
        {
            IsLost = _isFloat;
            throw active < 0 ? Gone(active) : new AudioCaptureException("The device has gone: its stream runs no more.");
        }

        if (_isFloat && idle > LongestSilenceOfJack)
        {
            IsLost = true;
            throw new AudioCaptureException("JACK's server has gone, or does not serve this program any more: it gives nothing.");
        }
    }

    public void Dispose()
    {
        lock (PortAudioSession.Gate)
        {
            LibPortAudio.AbortStream(_stream);
            LibPortAudio.CloseStream(_stream);
        }
    }

    private static AudioCaptureException Gone(int error) => new($"The device has gone: {PortAudioSession.Describe(error)}.");

    private int ReadFloats(Span<byte> buffer, int frames)
    {
        int count = frames * Format.Channels;
        if (_floats.Length < count)
        {
            _floats = new float[count];
        }

        int error = LibPortAudio.Read(_stream, MemoryMarshal.AsBytes(_floats.AsSpan(0, count)), new((nuint)frames));
        for (int i = 0; i < count; i++)
        {
            float scaled = Math.Clamp(MathF.Round(_floats[i] * -(float)short.MinValue), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(buffer[(i * sizeof(short))..], (short)scaled);
        }

        return error;
    }
}
