namespace Mimi.Client.Engines.Framing;

/// <summary>How far a <see cref="FrameReader"/> got.</summary>
internal enum FrameReadResult
{
    /// <summary>Nothing can be said before more bytes are read.</summary>
    NeedsMore,

    /// <summary>The destination holds a whole frame, or is full.</summary>
    Data,

    /// <summary>A ping, pong or close came.</summary>
    Control,
}
