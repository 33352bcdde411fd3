using System.Text.RegularExpressions;

namespace Mimi.Captions.Support;

/// <summary>Reads SubRip strictly: number, times, lines of text, empty line.</summary>
internal static partial class SubRipGrammar
{
    public static List<Cue> Read(string file)
    {
        var cues = new List<Cue>();
        int position = 0;
        while (position < file.Length)
        {
            Match match = Block().Match(file, position);
            Assert.True(match.Success && match.Index == position, $"No caption at {position}.");
            Assert.Equal(cues.Count + 1, int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture));
            cues.Add(new(Cue.TimeOf(match.Groups["start"].Value), Cue.TimeOf(match.Groups["end"].Value), match.Groups["text"].Value.TrimEnd('\n')));
            Assert.DoesNotContain("-->", cues[^1].Text, StringComparison.Ordinal);
            position = match.Index + match.Length;
        }

        Cue.CheckOrder(cues);
        return cues;
    }

    [GeneratedRegex(@"\G(?<number>\d+)\n(?<start>\d\d+:[0-5]\d:[0-5]\d,\d{3}) --> (?<end>\d\d+:[0-5]\d:[0-5]\d,\d{3})\n(?<text>([^\r\n]+\n)+)\n")]
    private static partial Regex Block();
}
