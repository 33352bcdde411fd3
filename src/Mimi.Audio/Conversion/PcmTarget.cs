namespace Mimi.Audio.Conversion;

/// <summary>What 16-bit PCM should become.</summary>
public sealed record PcmTarget
{
    /// <summary>The lowest sample rate that can be wanted, in hertz.</summary>
    public const int MinSampleRate = 4_000;

    /// <summary>The highest sample rate that can be wanted, in hertz.</summary>
    public const int MaxSampleRate = 192_000;

    /// <summary>Gets what speech services take: 16,000 Hz, one channel.</summary>
    public static PcmTarget Speech { get; } = new() { SampleRate = 16_000, Channels = PcmChannels.Mono };

    /// <summary>Gets the samples a second of each channel. What lies above half of it is filtered out, by 80 dB.</summary>
    /// <value>4,000 to 192,000. <see langword="null"/>, the default, leaves the rate as it is.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? SampleRate
    {
        get;
        init
        {
            if (value is not (null or (>= MinSampleRate and <= MaxSampleRate)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A sample rate of 4,000 to 192,000 Hz can be wanted.");
            }

            field = value;
        }
    }

    /// <summary>Gets which channels are wanted.</summary>
    /// <value>The default is all of them.</value>
    public PcmChannels Channels { get; init; }

    /// <summary>Tells what a format becomes.</summary>
    /// <param name="source">The format before.</param>
    /// <returns>The format after, which has 16 bits.</returns>
    /// <exception cref="ArgumentException">The format is not set, or has no such channel.</exception>
    public PcmFormat Of(PcmFormat source)
    {
        if (source == default)
        {
            throw new ArgumentException("The format is not set.", nameof(source));
        }

        return Channels.Index is { } index && index >= source.Channels
            ? throw new ArgumentException($"There is no channel {index}: the audio has {source.Channels}, counted from 0.", nameof(source))
            : new(SampleRate ?? source.SampleRate, Channels.CountOf(source.Channels));
    }
}
