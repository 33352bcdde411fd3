namespace Mimi.Audio.Capture.Buffering;

/// <summary>The gaps in what is buffered, in order, at most one in front of a frame.</summary>
internal sealed class GapList
{
    private readonly LinkedList<PendingGap> _gaps = new();

    /// <summary>Gets the index of the first frame after <paramref name="front"/> that has a gap in front of it.</summary>
    public long? NextAfter(long front)
    {
        for (LinkedListNode<PendingGap>? node = _gaps.First; node is not null; node = node.Next)
        {
            if (node.Value.Index > front)
            {
                return node.Value.Index;
            }
        }

        return null;
    }

    /// <summary>Adds a gap behind all others.</summary>
    public void Add(PendingGap gap)
    {
        if (_gaps.Last is { } last && last.Value.Index == gap.Index)
        {
            last.Value = last.Value.With(gap);
        }
        else
        {
            _gaps.AddLast(gap);
        }
    }

    /// <summary>Moves the front on, over frames that nobody will read: they make one gap with those they lie between.</summary>
    public void Drop(long front, long frames)
    {
        var gap = new PendingGap(front + frames, frames, IsExact: true);
        while (_gaps.First is { } first && first.Value.Index <= gap.Index)
        {
            gap = gap.With(first.Value);
            _gaps.RemoveFirst();
        }

        _gaps.AddFirst(gap);
    }

    /// <summary>Takes the gap in front of the first frame.</summary>
    public PendingGap? TakeAt(long front)
    {
        if (_gaps.First is { } first && first.Value.Index == front)
        {
            _gaps.RemoveFirst();
            return first.Value;
        }

        return null;
    }
}
