namespace Mimi.Audio.Capture.Buffering;

/// <summary>Audio that is missing in front of the frame with the index <paramref name="Index"/>, counted from the first that was captured.</summary>
internal readonly record struct PendingGap(long Index, long LostFrames, bool IsExact)
{
    public PendingGap With(PendingGap other) => new(Index, LostFrames + other.LostFrames, IsExact && other.IsExact);
}
