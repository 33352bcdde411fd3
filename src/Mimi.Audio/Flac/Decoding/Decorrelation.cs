namespace Mimi.Audio.Flac.Decoding;

/// <summary>Makes left and right of what a stereo frame holds (RFC 9639, section 4.2).</summary>
internal static class Decorrelation
{
    public static void Undo(ChannelAssignment assignment, int[][] channels, int frames)
    {
        if (assignment < ChannelAssignment.LeftSide)
        {
            return;
        }

        Span<int> first = channels[0].AsSpan(0, frames);
        Span<int> second = channels[1].AsSpan(0, frames);
        for (int i = 0; i < first.Length; i++)
        {
            (first[i], second[i]) = assignment switch
            {
                ChannelAssignment.LeftSide => (first[i], first[i] - second[i]),
                ChannelAssignment.SideRight => (first[i] + second[i], second[i]),
                _ => Split(first[i], second[i]),
            };
        }
    }

    private static (int Left, int Right) Split(int middle, int side)
    {
        middle = middle << 1 | (side & 1); // What halving the sum lost is the lowest bit of the difference.
        return ((middle + side) >> 1, (middle - side) >> 1);
    }
}
