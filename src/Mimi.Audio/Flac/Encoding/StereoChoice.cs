namespace Mimi.Audio.Flac.Encoding;

/// <summary>Which pair of left, right, middle and side takes the least.</summary>
internal static class StereoChoice
{
    public static ChannelAssignment Smallest(ulong left, ulong right, ulong middle, ulong side)
    {
        (ChannelAssignment Assignment, ulong Size) best = (ChannelAssignment.LeftRight, left + right);
        best = left + side < best.Size ? (ChannelAssignment.LeftSide, left + side) : best;
        best = side + right < best.Size ? (ChannelAssignment.SideRight, side + right) : best;
        return middle + side < best.Size ? ChannelAssignment.MidSide : best.Assignment;
    }
}
