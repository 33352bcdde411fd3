namespace Mimi.Audio;

/// <summary>How headerless PCM audio is laid out: signed little-endian integers, the channels of one instant side by side.</summary>
public readonly record struct PcmFormat
{
    /// <summary>The highest sampling rate, which is the highest that converters are built for.</summary>
    public const int MaxSampleRate = 768_000;

    /// <summary>The highest number of channels; beyond it a header is damaged rather than generous.</summary>
    public const int MaxChannels = 64;

    /// <summary>Initializes a new instance of the <see cref="PcmFormat"/> struct.</summary>
    /// <param name="sampleRate">Samples a second and channel, 1 to 768,000.</param>
    /// <param name="bitsPerSample">8, 16, 24 or 32.</param>
    /// <param name="channels">1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public PcmFormat(int sampleRate, int bitsPerSample = 16, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, MaxSampleRate);
        if (bitsPerSample is not (8 or 16 or 24 or 32))
        {
            throw new ArgumentOutOfRangeException(nameof(bitsPerSample), bitsPerSample, "8, 16, 24 or 32 bits are possible.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MaxChannels);
        SampleRate = sampleRate;
        BitsPerSample = bitsPerSample;
        Channels = channels;
    }

    /// <summary>Gets the samples a second of each channel.</summary>
    public int SampleRate { get; }

    /// <summary>Gets the bits of one sample.</summary>
    public int BitsPerSample { get; }

    /// <summary>Gets the number of channels.</summary>
    public int Channels { get; }

    /// <summary>Gets the bytes of one frame: one sample of each channel.</summary>
    public int BytesPerFrame => BitsPerSample / 8 * Channels;

    /// <summary>Gets the bytes of one second of audio.</summary>
    public int BytesPerSecond => SampleRate * BytesPerFrame;

    /// <summary>Tells how long some audio lasts.</summary>
    /// <param name="bytes">The size of the audio, 0 or more bytes. A frame that is cut off counts for its part.</param>
    /// <returns>The duration, to the 100 nanoseconds below.</returns>
    public TimeSpan DurationOf(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new((long)((Int128)bytes * TimeSpan.TicksPerSecond / BytesPerSecond));
    }
}
