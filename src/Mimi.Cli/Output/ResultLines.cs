using System.Text;
using Mimi.Captions;

namespace Mimi.Cli.Output;

/// <summary>A JSON object for each text, in a line.</summary>
internal sealed class ResultLines(Stream stream, string source) : TranscriptWriter
{
    public override async ValueTask AddAsync(CaptionPiece piece)
    {
        string line = JsonLine.Write(json =>
        {
            json.WriteString("file", source);
            json.WriteString("kind", "final");
            json.WriteString("text", piece.Text);
            JsonLine.WriteTime(json, "start_ms", piece.Start);
            JsonLine.WriteTime(json, "end_ms", piece.End);
        });
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n")).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
    }
}
