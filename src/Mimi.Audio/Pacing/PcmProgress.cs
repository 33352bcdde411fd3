namespace Mimi.Audio.Pacing;

/// <summary>How far some audio was read.</summary>
/// <param name="Position">How much was read, to the end of the chunk that has just come.</param>
/// <param name="Length">How much there should be, or <see langword="null"/> if nothing tells it.</param>
public readonly record struct PcmProgress(TimeSpan Position, TimeSpan? Length)
{
    /// <summary>Gets the part that was read, 0 to 1.</summary>
    /// <value><see langword="null"/> if the length is not known. 1 also where there is more audio than was announced.</value>
    public double? Fraction => Length is { } length ? length > TimeSpan.Zero ? Math.Min(1, Position / length) : 1 : null;
}
