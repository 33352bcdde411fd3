namespace Mimi.Audio.Pacing;

/// <summary>How audio is cut into chunks, and how fast they come.</summary>
public sealed record PcmChunkOptions
{
    /// <summary>Gets how much audio one chunk holds.</summary>
    /// <value>1 ms to 10 s. The default is 100 ms.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ChunkDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(10));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets how fast the chunks come, as a multiple of real time.</summary>
    /// <value>0.01 to 1,000, where 1 is as fast as it was spoken. <see langword="null"/>, the default, is as fast as the stream can be read.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double? Speed
    {
        get;
        init
        {
            if (value is not (null or (>= 0.01 and <= 1_000)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A speed is 0.01 to 1,000 times real time.");
            }

            field = value;
        }
    }

    /// <summary>Gets who is told, chunk by chunk and before it comes, how far the audio was read.</summary>
    /// <value>The default is nobody.</value>
    public IProgress<PcmProgress>? Progress { get; init; }

    /// <summary>Gets the clock of the pace.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;
}
