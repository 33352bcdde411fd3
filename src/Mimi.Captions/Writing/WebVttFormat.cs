namespace Mimi.Captions.Writing;

/// <summary>WebVTT as section 4 of https://www.w3.org/TR/webvtt1/ has it. With every &gt; escaped, no line can hold an arrow.</summary>
internal sealed class WebVttFormat() : CaptionFormat("WebVTT", ".vtt", "text/vtt")
{
    public override string Head => "WEBVTT\n\n";

    private protected override string Write(Caption caption, long number) =>
        $"{Timestamp.Of(caption.Start, '.')} --> {Timestamp.Of(caption.End, '.')}\n{string.Join('\n', caption.Lines.Select(Escape))}\n\n";

    private static string Escape(string line) => line.AsSpan().IndexOfAny('&', '<', '>') < 0
        ? line
        : line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
