namespace Mimi.Audio.Flac.Encoding;

/// <summary>How a subframe describes its samples (RFC 9639, section 9.2.1).</summary>
internal enum SubframeKind
{
    Constant,
    Verbatim,
    Fixed,
    Lpc,
}
