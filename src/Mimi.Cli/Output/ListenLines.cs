using Mimi.Captions;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>A line for each text that is determined; the rest goes to standard error.</summary>
internal sealed class ListenLines(TextWriter writer, TextWriter error) : ListenView
{
    private readonly Lock _lock = new();

    public override void Show(CaptionPiece piece)
    {
        string text = Printable.Line(piece.Text);
        if (piece.IsFinal && text.Length > 0)
        {
            Write(writer, text);
        }
    }

    public override void Show(MimiConnectionChange change)
    {
        lock (_lock)
        {
            ConnectionText.WriteTrouble(change, error);
        }
    }

    public override void Say(string line) => Write(error, $"mimi: {line}");

    private void Write(TextWriter to, string line)
    {
        lock (_lock)
        {
            to.WriteLine(line);
            to.Flush();
        }
    }
}
