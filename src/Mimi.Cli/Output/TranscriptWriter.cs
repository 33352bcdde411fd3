using Mimi.Captions;
using Mimi.Captions.Writing;
using Mimi.Cli.Commands;

namespace Mimi.Cli.Output;

/// <summary>Writes determined texts as a file of some format, which is valid after every one of them.</summary>
internal abstract class TranscriptWriter
{
    /// <summary>Begins a file.</summary>
    /// <param name="format">One of <see cref="FormatNames"/>.</param>
    /// <param name="stream">Takes it; it stays open.</param>
    /// <param name="source">What is transcribed, as the user named it.</param>
    /// <param name="language">The language's code.</param>
    /// <param name="isLive">Whether each text is written at once; if not, the last waits for the next, so that it may stand longer.</param>
    public static async Task<TranscriptWriter> StartAsync(string format, Stream stream, string source, string language, bool isLive) => format switch
    {
        FormatNames.Json => new ResultLines(stream, source),
        FormatNames.Text => new TextLines(stream),
        _ => new CaptionLines(
            new CaptionBuilder(CaptionStyle.Of(language), holdLast: !isLive),
            await CaptionWriter.StartAsync(format == FormatNames.Vtt ? CaptionFormat.WebVtt : CaptionFormat.SubRip, stream, leaveOpen: true).ConfigureAwait(false)),
    };

    /// <summary>Writes a text.</summary>
    /// <param name="piece">The text, which is final.</param>
    public abstract ValueTask AddAsync(CaptionPiece piece);

    /// <summary>Writes what is left.</summary>
    public virtual ValueTask CompleteAsync() => default;
}
