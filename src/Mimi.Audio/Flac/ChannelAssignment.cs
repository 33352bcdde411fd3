namespace Mimi.Audio.Flac;

/// <summary>What the two subframes of a stereo frame hold. The values are those of the frame header (RFC 9639, section 9.1.3); 0 to 7 are that many channels and one more, each for itself.</summary>
internal enum ChannelAssignment
{
    Mono = 0,
    LeftRight = 1,
    LeftSide = 8,
    SideRight = 9,
    MidSide = 10,
}
