namespace Mimi.Captions.Timing;

/// <summary>Tells for how long captions stand, one after the other: none before the one before it has gone.</summary>
internal sealed class CaptionClock(CaptionStyle style)
{
    /// <summary>How far captions may fall behind the speech before they are hurried on.</summary>
    private static readonly TimeSpan MaxLag = TimeSpan.FromSeconds(2);

    /// <summary>What remains of the shortest time for captions in a hurry.</summary>
    private static readonly TimeSpan LeastDuration = TimeSpan.FromMilliseconds(100);

    private TimeSpan? _previousEnd;

    /// <param name="spoken">What was spoken when.</param>
    /// <param name="next">When the next caption is spoken, if that is known.</param>
    public Caption Place(SpokenCaption spoken, TimeSpan? next)
    {
        TimeSpan start = _previousEnd is { } previous ? Max(spoken.Start, previous + style.MinGap) : spoken.Start;
        start = CeilingMilliseconds(start);
        TimeSpan shortest = start - spoken.Start > MaxLag ? Min(LeastDuration, style.MinDuration) : style.MinDuration;
        TimeSpan reading = TimeSpan.FromSeconds(spoken.Cells / style.MaxCellsPerSecond);
        TimeSpan linger = spoken.End + (next is { } known ? Max(known - spoken.End, TimeSpan.Zero) : style.MaxLinger);
        TimeSpan end = Max(spoken.End, Min(start + reading, linger));
        if (next is { } following && end > following - style.MinGap)
        {
            end = following - style.MinGap;
        }

        end = Min(Max(end, start + shortest), start + style.MaxDuration);
        end = Max(end, start + TimeSpan.FromMilliseconds(1));
        var caption = new Caption(start, end, spoken.Lines, spoken.Text);
        _previousEnd = caption.End;
        return caption;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan CeilingMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
