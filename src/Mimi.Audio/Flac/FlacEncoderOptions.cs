namespace Mimi.Audio.Flac;

/// <summary>What a <see cref="FlacEncoder"/> encodes, and how hard it tries.</summary>
public sealed record FlacEncoderOptions
{
    /// <summary>Gets the samples a second of each channel.</summary>
    /// <value>
    /// What the header of a FLAC frame can state (RFC 9639, section 9.1.2): 1 to 65,535; above that multiples of 10 to 655,350 and multiples of 1,000 to 255,000. The default is 16,000.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of these.</exception>
    public int SampleRate
    {
        get;
        init
        {
            if (!FlacSampleRate.IsStreamable(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "FLAC can stream 1 to 65,535 samples a second, and multiples of 10 up to 655,350.");
            }

            field = value;
        }
    } = 16_000;

    /// <summary>Gets the number of channels.</summary>
    /// <value>1 or 2. The default is 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Channels
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2);
            field = value;
        }
    } = 1;

    /// <summary>Gets how hard the encoder tries: the higher, the smaller and the slower. The levels resemble those of the program <c>flac</c>.</summary>
    /// <value>0 to 8. The default is 5.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Level
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 8);
            field = value;
        }
    } = 5;

    /// <summary>Gets how many frames (a sample of each channel) one block holds. It is also the delay of the encoder: smaller blocks come sooner and take more bytes.</summary>
    /// <value>16 to 4,608, or to 16,384 above 48,000 Hz. <see langword="null"/>, the default, is 100 ms (in whole 64 frames, at least 256), and not more than 1,152 up to level 2 and 4,096 from level 3 on.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 16 or above 16,384.</exception>
    public int? BlockFrames
    {
        get;
        init
        {
            if (value is not (null or (>= 16 and <= 16_384)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A block holds 16 to 16,384 frames.");
            }

            field = value;
        }
    }

    /// <summary>Gets a value indicating whether blocks may have any size, which <see cref="FlacEncoder.Flush"/> needs.</summary>
    /// <value>The default is <see langword="false"/>: all blocks but the last have the same size, as every decoder expects it.</value>
    public bool HasVariableBlocks { get; init; }
}
