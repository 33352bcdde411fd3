namespace Mimi.Captions.Writing;

/// <summary>The text alone, one line for each caption.</summary>
internal sealed class PlainTextFormat() : CaptionFormat("plain text", ".txt", "text/plain")
{
    private protected override string Write(Caption caption, long number) => caption.Text + "\n";
}
