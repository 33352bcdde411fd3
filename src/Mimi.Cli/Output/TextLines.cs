using System.Text;
using Mimi.Captions;

namespace Mimi.Cli.Output;

/// <summary>A line for each text.</summary>
internal sealed class TextLines(Stream stream) : TranscriptWriter
{
    public override async ValueTask AddAsync(CaptionPiece piece)
    {
        string text = Printable.Line(piece.Text);
        if (text.Length > 0)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\n")).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
        }
    }
}
