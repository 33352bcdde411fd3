namespace Mimi.Audio.Conversion;

/// <summary>How headerless 16-bit little-endian PCM is laid out.</summary>
public readonly record struct PcmFormat
{
    /// <summary>The lowest sample rate that is converted, in hertz.</summary>
    public const int MinSampleRate = 8_000;

    /// <summary>The highest sample rate that is converted, in hertz.</summary>
    public const int MaxSampleRate = 48_000;

    /// <summary>The bytes of one sample of one channel.</summary>
    public const int BytesPerSample = 2;

    /// <summary>Initializes a new instance of the <see cref="PcmFormat"/> struct.</summary>
    /// <param name="sampleRate">8,000 to 48,000 hertz.</param>
    /// <param name="channels">1 or 2, interleaved.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public PcmFormat(int sampleRate, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, MinSampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, MaxSampleRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 2);
        SampleRate = sampleRate;
        Channels = channels;
    }

    /// <summary>Gets the samples a second of each channel.</summary>
    public int SampleRate { get; }

    /// <summary>Gets how many channels are interleaved.</summary>
    public int Channels { get; }

    /// <summary>Gets the bytes of one sample of all channels.</summary>
    public int BytesPerFrame => BytesPerSample * Channels;

    /// <summary>Gets the bytes of one second of audio.</summary>
    public int BytesPerSecond => BytesPerFrame * SampleRate;
}
