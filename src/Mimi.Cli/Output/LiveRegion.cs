using System.Globalization;
using System.Text;

namespace Mimi.Cli.Output;

/// <summary>The last lines of a terminal, written again and again in place.</summary>
/// <remarks>ECMA-48 in its smallest part: cursor up, erase to the end of the line, erase to the end of the screen.</remarks>
internal sealed class LiveRegion(TextWriter writer)
{
    private int _height;

    /// <summary>Replaces what is shown.</summary>
    /// <param name="lines">At least one line; none may be as wide as the terminal, for there the cursor's place is ambiguous.</param>
    public void Draw(IReadOnlyList<string> lines)
    {
        StringBuilder text = ToTop();
        text.AppendJoin("\u001b[K\n", lines).Append("\u001b[J");
        Write(text);
        _height = lines.Count;
    }

    /// <summary>Removes what is shown; what is written next takes its place.</summary>
    public void Clear()
    {
        if (_height > 0)
        {
            Write(ToTop().Append("\u001b[J"));
            _height = 0;
        }
    }

    private StringBuilder ToTop()
    {
        var text = new StringBuilder("\r");
        return _height > 1 ? text.Append(CultureInfo.InvariantCulture, $"\u001b[{_height - 1}A") : text;
    }

    private void Write(StringBuilder text)
    {
        writer.Write(text.ToString()); // In one piece, so that a reader of the screen never sees a half.
        writer.Flush();
    }
}
