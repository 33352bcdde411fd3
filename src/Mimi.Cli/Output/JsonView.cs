using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>One JSON object a line for each result, as it comes.</summary>
internal sealed class JsonView(TextWriter writer, TextWriter error) : TranscriptView
{
    private string _file = string.Empty;

    public override void Begin(Recording recording) => _file = recording.Name;

    public override void Show(Recognized result)
    {
        writer.WriteLine(JsonLine.Write(json =>
        {
            json.WriteString("file", _file);
            json.WriteString("kind", NameOf(result.Kind));
            json.WriteString("text", result.Text);
            json.WriteNumber("segment", result.Segment);
            JsonLine.WriteTime(json, "start_ms", result.Start);
            JsonLine.WriteTime(json, "end_ms", result.End);
            json.WriteString("session_id", result.SessionId);
        }));
        writer.Flush();
    }

    public override void Show(MimiConnectionChange change) => ConnectionText.WriteTrouble(change, error);

    public override void End(bool isComplete)
    {
    }

    private static string NameOf(RecognizedKind kind) => kind switch
    {
        RecognizedKind.Temporary => "temporary",
        RecognizedKind.Partial => "partial",
        _ => "final",
    };
}
