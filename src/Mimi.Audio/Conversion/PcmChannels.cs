namespace Mimi.Audio.Conversion;

/// <summary>Which channels are wanted.</summary>
public readonly record struct PcmChannels
{
    private const int MixedDown = -1;

    private readonly int _choice; // 0 is all, n the nth.

    private PcmChannels(int choice) => _choice = choice;

    /// <summary>Gets all channels as they are, which is the default.</summary>
    public static PcmChannels All => default;

    /// <summary>Gets one channel that is the average of all.</summary>
    public static PcmChannels Mono => new(MixedDown);

    /// <summary>Gets the index of the one channel that is wanted, or <see langword="null"/>.</summary>
    internal int? Index => _choice > 0 ? _choice - 1 : null;

    internal bool IsMono => _choice == MixedDown;

    /// <summary>Picks one channel, such as the caller's side of a telephone call.</summary>
    /// <param name="index">0 for the first (left) channel, 1 for the second, up to 63.</param>
    /// <returns>That channel alone.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside its range.</exception>
    public static PcmChannels Only(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, PcmFormat.MaxChannels);
        return new(index + 1);
    }

    /// <inheritdoc/>
    public override string ToString() => _choice switch { 0 => "all", MixedDown => "mono", _ => $"only {_choice - 1}" };

    internal int CountOf(int channels) => _choice == 0 ? channels : 1;
}
