namespace Mimi.Audio.Conversion;

/// <summary>What the bits of a sample mean.</summary>
internal enum SampleKind
{
    Signed,
    Unsigned,
    Float,
    ALaw,
    MuLaw,
}
