using System.Globalization;
using System.Text;
using Mimi.Captions.Text;

namespace Mimi.Cli.Output;

/// <summary>The last lines of a terminal, written again and again in place.</summary>
/// <remarks>
/// ECMA-48 in its smallest part: cursor up, erase to the end of the line, erase to the end of the screen. A window that became narrower is taken for one that has parted the lines anew, as most do.
/// </remarks>
internal sealed class LiveRegion(TextWriter writer, Func<int> terminalWidth)
{
    /// <summary>The cells that the last line leaves free: one, for at the edge the cursor's place is ambiguous, and two for the ^C that a terminal shows where the cursor stands.</summary>
    private const int LastLineMargin = 3;

    private int[] _cells = []; // Those of each line that is shown.

    /// <summary>Gets how many cells a line may have.</summary>
    public int LineWidth => Math.Max(2, terminalWidth() - 1);

    /// <summary>Gets how many cells the last line may have.</summary>
    public int LastLineWidth => Math.Max(2, terminalWidth() - LastLineMargin);

    /// <summary>Replaces what is shown.</summary>
    /// <param name="lines">At least one line; none wider than <see cref="LineWidth"/>, and the last not wider than <see cref="LastLineWidth"/>.</param>
    public void Draw(IReadOnlyList<string> lines)
    {
        StringBuilder text = ToTop();
        text.AppendJoin("\u001b[K\n", lines).Append("\u001b[J");
        Write(text);
        _cells = [.. lines.Select(CellsOf)];
    }

    /// <summary>Removes what is shown; what is written next takes its place.</summary>
    public void Clear()
    {
        if (_cells.Length > 0)
        {
            Write(ToTop().Append("\u001b[J"));
            _cells = [];
        }
    }

    private StringBuilder ToTop()
    {
        var text = new StringBuilder("\r");
        int width = Math.Max(1, terminalWidth());
        int height = _cells.Sum(cells => Math.Max(1, (cells + width - 1) / width));
        return height > 1 ? text.Append(CultureInfo.InvariantCulture, $"\u001b[{height - 1}A") : text;
    }

    /// <summary>Counts the cells of a line, its styles aside.</summary>
    private static int CellsOf(string line)
    {
        int cells = 0;
        for (int at = 0; at < line.Length;)
        {
            int style = line.IndexOf('\u001b', at);
            cells += DisplayWidth.Of(style < 0 ? line[at..] : line[at..style]);
            at = style < 0 ? line.Length : line.IndexOf('m', style) + 1;
        }

        return cells;
    }

    private void Write(StringBuilder text)
    {
        writer.Write(text.ToString()); // In one piece, so that a reader of the screen never sees a half.
        writer.Flush();
    }
}
