namespace Mimi.Audio.Capture.PortAudio;

/// <summary>A running input stream.</summary>
internal sealed class PortAudioStream : IDisposable
{
    private readonly nint _stream;

    private PortAudioStream(nint stream, PcmFormat format)
    {
        _stream = stream;
        Format = format;
    }

    /// <summary>Gets what the device gives.</summary>
    public PcmFormat Format { get; }

    /// <summary>Opens and starts a stream, if the device takes the format.</summary>
    /// <returns><see langword="null"/> if it does not take it.</returns>
    /// <exception cref="AudioCaptureException">It does not open for another reason.</exception>
    public static PortAudioStream? TryOpen(int device, PcmFormat format, string id)
    {
        var parameters = new PortAudioStreamParameters
        {
            Device = device,
            ChannelCount = format.Channels,
            SampleFormat = new(LibPortAudio.SampleInt16),
            SuggestedLatency = PortAudioDevices.LatencyOf(device),
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

            return error == LibPortAudio.NoError ? new(stream, format) : throw new AudioCaptureException($"PortAudio does not open '{id}': {PortAudioSession.Describe(error)}.");
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

        int error = LibPortAudio.Read(_stream, buffer, new((nuint)frames));
        isOverrun |= error == LibPortAudio.InputOverflowed;
        return error is LibPortAudio.NoError or LibPortAudio.InputOverflowed ? frames * Format.BytesPerFrame : throw Gone(error);
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
}
