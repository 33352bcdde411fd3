namespace Mimi.Audio.Conversion;

/// <summary>How a sample is stored. Integers of fewer bits than their bytes hold are in the upper ones, as WAV and AIFF have it.</summary>
/// <param name="Kind">What its bits mean.</param>
/// <param name="Bytes">1 to 4 for integers, 4 or 8 for floating point, 1 for A-law and µ-law.</param>
/// <param name="IsBigEndian">Whether its highest byte comes first.</param>
internal readonly record struct SampleLayout(SampleKind Kind, int Bytes, bool IsBigEndian = false)
{
    /// <summary>Gets the layout that needs no conversion.</summary>
    public static SampleLayout Pcm16 => new(SampleKind.Signed, sizeof(short));
}
