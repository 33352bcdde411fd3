using System.Globalization;

namespace Mimi.Captions.Writing;

/// <summary>SubRip has no escapes: what a player could take for an arrow, a tag or an override is written with the letter's full-width twin.</summary>
internal sealed class SubRipFormat() : CaptionFormat("SubRip", ".srt", "application/x-subrip")
{
    private protected override string Write(Caption caption, long number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{number}\n{Timestamp.Of(caption.Start, ',')} --> {Timestamp.Of(caption.End, ',')}\n{string.Join('\n', caption.Lines.Select(Escape))}\n\n");

    private static string Escape(string line) =>
        line.AsSpan().IndexOfAny('<', '>', '{') < 0 ? line : line.Replace("-->", "--＞", StringComparison.Ordinal).Replace('<', '＜').Replace("{\\", "｛\\", StringComparison.Ordinal);
}
