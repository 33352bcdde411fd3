using System.Globalization;

namespace Mimi.Captions.Support;

/// <summary>A cue as a reader of a caption file finds it.</summary>
internal sealed record Cue(TimeSpan Start, TimeSpan End, string Text)
{
    public static TimeSpan TimeOf(string text)
    {
        int[] parts = [.. text.Split(':', ',', '.').Select(static part => int.Parse(part, CultureInfo.InvariantCulture))];
        return TimeSpan.FromHours(parts[0]) + TimeSpan.FromMinutes(parts[1]) + TimeSpan.FromSeconds(parts[2]) + TimeSpan.FromMilliseconds(parts[3]);
    }

    public static void CheckOrder(List<Cue> cues)
    {
        TimeSpan end = TimeSpan.Zero;
        foreach (Cue cue in cues)
        {
            Assert.True(cue.Start >= end && cue.End > cue.Start, $"The cue at {cue.Start} is out of order.");
            end = cue.End;
        }
    }
}
