using System.Text;
using System.Text.Json;
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
            json.WriteNumber("start_ms", (long)piece.Start.TotalMilliseconds);
            WriteEnd(json, piece.End);
        });
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n")).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
    }

    private static void WriteEnd(Utf8JsonWriter json, TimeSpan? end)
    {
        if (end is { } known)
        {
            json.WriteNumber("end_ms", (long)known.TotalMilliseconds);
        }
        else
        {
            json.WriteNull("end_ms");
        }
    }
}
