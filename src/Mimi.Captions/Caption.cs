namespace Mimi.Captions;

/// <summary>What stands on the screen at one time: a cue, as caption files call it.</summary>
public sealed class Caption
{
    /// <summary>Makes a caption. Line breaks and control characters in its text become blanks.</summary>
    /// <param name="start">When it appears, from the start of the audio. Parts of a millisecond are cut off.</param>
    /// <param name="end">When it disappears, at least a millisecond later.</param>
    /// <param name="lines">Its lines, from top to bottom. Those without text are left out.</param>
    /// <param name="text">Its text without line breaks, or <see langword="null"/> for the lines joined by blanks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative, or the end is less than a millisecond later.</exception>
    /// <exception cref="ArgumentException">No line has any text.</exception>
    public Caption(TimeSpan start, TimeSpan end, IReadOnlyList<string> lines, string? text = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfLessThan(start, TimeSpan.Zero);
        Start = WholeMilliseconds(start);
        End = WholeMilliseconds(end);
        if (End <= Start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, $"A caption that starts at {Start} must end at least a millisecond later.");
        }

        Lines = [.. lines.Select(Captions.Text.CaptionText.Clean).Where(static line => line.Length > 0)];
        if (Lines.Count == 0)
        {
            throw new ArgumentException("A caption needs at least one line with text.", nameof(lines));
        }

        Text = text is null ? string.Join(' ', Lines) : Captions.Text.CaptionText.Clean(text);
    }

    /// <summary>Gets when the caption appears, from the start of the audio, in whole milliseconds.</summary>
    public TimeSpan Start { get; }

    /// <summary>Gets when it disappears, in whole milliseconds.</summary>
    public TimeSpan End { get; }

    /// <summary>Gets its lines, from top to bottom: at least one, none without text, none with a line break or a control character in it.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Gets its text without line breaks.</summary>
    public string Text { get; }

    /// <summary>Tells when the caption stands and how long its text is, and not the text: what was said does not belong into a log.</summary>
    /// <returns>A line for a debugger.</returns>
    public override string ToString() => $"{nameof(Caption)} {{ {Start} to {End}, {Text.Length} characters }}";

    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromTicks(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond));
}
