namespace Mimi.Audio.Flac.Encoding;

/// <summary>What one level tries.</summary>
/// <param name="MaxBlockFrames">The frames of a block at high sample rates, unless the caller wants another number.</param>
/// <param name="MaxLpcOrder">The longest linear predictor; 0 is the fixed predictors only.</param>
/// <param name="MaxPartitionOrder">The residual is cut into up to two to the power of this many parts, each with a Rice parameter of its own.</param>
/// <param name="Stereo">How two channels are compared.</param>
/// <param name="Windows">Through how many windows linear prediction looks at a block: the whole; and its halves; and its thirds.</param>
internal sealed record LevelSettings(int MaxBlockFrames, int MaxLpcOrder, int MaxPartitionOrder, StereoSearch Stereo, int Windows)
{
    /// <summary>The longest predictor that the streamable subset allows up to 48,000 Hz (RFC 9639, section 7).</summary>
    public const int HighestLpcOrder = 12;

    /// <summary>The finest partitioning that the streamable subset allows.</summary>
    public const int HighestPartitionOrder = 8;

    /// <summary>A block of so many frames or multiples of it can be cut into parts of equal size.</summary>
    private const int FrameUnit = 64;
    private const int MinDefaultBlockFrames = 256;

    private static readonly LevelSettings[] Levels =
    [
        new(1_152, 0, 3, StereoSearch.None, 0),
        new(1_152, 0, 3, StereoSearch.Guess, 0),
        new(1_152, 0, 3, StereoSearch.Full, 0),
        new(4_096, 6, 4, StereoSearch.None, 1),
        new(4_096, 8, 4, StereoSearch.Guess, 1),
        new(4_096, 8, 5, StereoSearch.Full, 1),
        new(4_096, 8, 6, StereoSearch.Full, 3),
        new(4_096, 12, 6, StereoSearch.Full, 3),
        new(4_096, 12, 6, StereoSearch.Full, 6),
    ];

    public static LevelSettings Of(int level) => Levels[level];

    /// <summary>Tells the size of blocks that suits a sample rate. Speech changes within 100 ms: longer blocks make it larger again, and later.</summary>
    public int BlockFramesAt(int sampleRate) => Math.Clamp(sampleRate / 10 & -FrameUnit, MinDefaultBlockFrames, MaxBlockFrames);
}
