using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>One line a recording, written piece by piece as the pieces are determined.</summary>
internal sealed class PlainView(TextWriter writer, TextWriter error) : TranscriptView
{
    private Transcript _transcript = new(string.Empty);
    private string _label = string.Empty;

    public override void Begin(Recording recording)
    {
        _transcript = new(recording.Separator);
        _label = recording.Label;
    }

    public override void Show(Recognized result)
    {
        bool isFirst = _transcript.IsEmpty;
        string added = _transcript.Add(result);
        if (added.Length > 0)
        {
            writer.Write(isFirst ? _label + added : added);
            writer.Flush();
        }
    }

    public override void Show(MimiConnectionChange change) => ConnectionText.WriteTrouble(change, error);

    public override void End(bool isComplete)
    {
        if (isComplete || !_transcript.IsEmpty)
        {
            writer.WriteLine(_transcript.IsEmpty ? _label : string.Empty);
            writer.Flush();
        }
    }
}
