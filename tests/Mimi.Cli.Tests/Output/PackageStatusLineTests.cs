using Mimi.Cli.Support;
using Mimi.Speech;

namespace Mimi.Cli.Output;

public sealed class PackageStatusLineTests
{
    private static readonly PackageStatus[] Course =
    [
        new("moonshine@0.1.29", 21_400_000, TimeSpan.Zero, PackageStage.Fetching),
        new("moonshine@0.1.29", 21_400_000, TimeSpan.FromSeconds(1), PackageStage.Fetching),
        new("moonshine@0.1.29", 21_400_000, TimeSpan.FromSeconds(2), PackageStage.Unpacking),
        new("moonshine@0.1.29", 21_400_000, TimeSpan.FromSeconds(3), PackageStage.Ready),
    ];

    [Fact]
    public void Report_OnATerminal_RewritesItsLine()
    {
        using var screen = new TerminalScreen(80, static _ => 1);
        var line = new PackageStatusLine(screen, canRewrite: true);

        Array.ForEach(Course, line.Report);

        Assert.Equal(
            [
                "Fetching moonshine@0.1.29 (21.4 MB), 0 s",
                "Fetching moonshine@0.1.29 (21.4 MB), 1 s",
                "Unpacking moonshine@0.1.29 (21.4 MB), 2 s",
                "Fetched moonshine@0.1.29 (21.4 MB), 3 s",
            ],
            screen.Frames);
    }

    [Fact]
    public void Report_Elsewhere_IsALineAtBeginningAndEnd()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var line = new PackageStatusLine(writer, canRewrite: false);

        Array.ForEach(Course, line.Report);

        Assert.Equal("Fetching moonshine@0.1.29 (21.4 MB), 0 s\nFetched moonshine@0.1.29 (21.4 MB), 3 s\n", writer.ToString());
    }
}
