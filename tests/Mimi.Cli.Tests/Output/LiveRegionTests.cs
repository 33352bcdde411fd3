using Mimi.Cli.Support;

namespace Mimi.Cli.Output;

public sealed class LiveRegionTests
{
    [Fact]
    public void Draw_AfterTheWindowBecameNarrower_LeavesNothingOfTheOldLines()
    {
        using var screen = new TerminalScreen(20, static _ => 1); // As the window is in the end: it has parted the first line in three.
        int width = 60;
        var region = new LiveRegion(screen, () => width);
        screen.Write("stays\n");
        region.Draw(["\u001b[1m" + new string('a', 45) + "\u001b[0m", "b"]);

        width = 20;
        region.Draw(["c", "d"]);

        Assert.Equal("stays\nc\nd", screen.Visible);
    }
}
