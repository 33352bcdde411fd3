using Mimi.Captions;
using Mimi.Captions.Writing;

namespace Mimi.Cli.Output;

/// <summary>Captions.</summary>
internal sealed class CaptionLines(CaptionBuilder builder, CaptionWriter writer) : TranscriptWriter
{
    public override ValueTask AddAsync(CaptionPiece piece) => writer.WriteAsync(builder.Add(piece));

    public override ValueTask CompleteAsync() => writer.WriteAsync(builder.Complete());
}
