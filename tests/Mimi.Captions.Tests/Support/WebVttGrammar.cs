using System.Text.RegularExpressions;

namespace Mimi.Captions.Support;

/// <summary>The syntax of a conforming file from https://www.w3.org/TR/webvtt1/, section 4.1 and 4.2, as far as files without settings, tags, regions and styles go.</summary>
internal static partial class WebVttGrammar
{
    public static List<Cue> Read(string file)
    {
        Assert.DoesNotContain('\0', file);
        Match head = Head().Match(file);
        Assert.True(head.Success, "No head.");
        var cues = new List<Cue>();
        int position = head.Length;
        while (position < file.Length)
        {
            Match match = Block().Match(file, position);
            Assert.True(match.Success && match.Index == position, $"No cue at {position}.");
            string text = match.Groups["text"].Value.TrimEnd('\n');
            Assert.DoesNotContain("-->", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(NoText(), text);
            cues.Add(new(Cue.TimeOf(match.Groups["start"].Value), Cue.TimeOf(match.Groups["end"].Value), Unescape(text)));
            position = match.Index + match.Length;
        }

        Cue.CheckOrder(cues);
        return cues;
    }

    private static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"\AWEBVTT\n\n+")]
    private static partial Regex Head();

    [GeneratedRegex(@"\G(?<start>\d\d+:[0-5]\d:[0-5]\d\.\d{3}) --> (?<end>\d\d+:[0-5]\d:[0-5]\d\.\d{3})\n(?<text>([^\r\n]+\n)+)\n+")]
    private static partial Regex Block();

    [GeneratedRegex("[<>]|&(?!(amp|lt|gt);)")]
    private static partial Regex NoText();
}
