namespace Mimi.Captions.Writing;

/// <summary>A format of caption files: a head, and after it one caption after the other.</summary>
public abstract class CaptionFormat
{
    private protected CaptionFormat(string name, string extension, string mediaType)
    {
        Name = name;
        Extension = extension;
        MediaType = mediaType;
    }

    /// <summary>SubRip, <c>.srt</c>: what nearly every player reads. It has no standard; it is written as https://www.matroska.org/technical/subtitles.html (SRT subtitles) describes it.</summary>
    public static CaptionFormat SubRip { get; } = new SubRipFormat();

    /// <summary>WebVTT, <c>.vtt</c>: what browsers read (https://www.w3.org/TR/webvtt1/).</summary>
    public static CaptionFormat WebVtt { get; } = new WebVttFormat();

    /// <summary>JSON Lines, <c>.jsonl</c>: an object a line with <c>start_ms</c>, <c>end_ms</c>, <c>text</c> and <c>lines</c>.</summary>
    public static CaptionFormat JsonLines { get; } = new JsonLinesFormat();

    /// <summary>Text without times, <c>.txt</c>: a line for each caption.</summary>
    public static CaptionFormat PlainText { get; } = new PlainTextFormat();

    /// <summary>Gets what people call the format.</summary>
    public string Name { get; }

    /// <summary>Gets the extension of its files, with the dot.</summary>
    public string Extension { get; }

    /// <summary>Gets the media type to serve it with.</summary>
    public string MediaType { get; }

    /// <summary>Gets what a file begins with, in front of the first caption. It alone is a valid file.</summary>
    public virtual string Head => "";

    /// <summary>Writes a caption. A file's head and any number of captions behind it are a valid file.</summary>
    /// <param name="caption">The caption. In a file, each begins when the one before it has ended, or later.</param>
    /// <param name="number">Which caption of the file it is, from 1. Only SubRip shows it.</param>
    /// <returns>Text with <c>\n</c> at the ends of its lines.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public string Format(Caption caption, long number)
    {
        ArgumentNullException.ThrowIfNull(caption);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return Write(caption, number);
    }

    /// <summary>Tells the name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private protected abstract string Write(Caption caption, long number);
}
