using System.Globalization;
using System.Text;

namespace Mimi.Cli.Support;

/// <summary>A terminal: keeps what a person would see, by the rules of ECMA-48 for the few sequences it knows, and fails on all others.</summary>
/// <remarks>It measures letters by the caller's table and not by the code under test.</remarks>
internal sealed class TerminalScreen(int width, Func<string, int> cellsOf) : TextWriter
{
    private readonly List<List<string>> _lines = [[]];
    private readonly List<string> _frames = [];
    private int _row;
    private int _column;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Gets what was to be seen at each flush.</summary>
    public IReadOnlyList<string> Frames => _frames;

    public string Visible => string.Join('\n', _lines.Select(static line => string.Concat(line).TrimEnd(' '))).TrimEnd('\n');

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        string text = value ?? string.Empty;
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = text[at] switch
            {
                '\r' => Do(() => _column = 0),
                '\n' => Do(NextLine),
                '\u001b' => Control(text, at),
                _ => Letter(text.Substring(at, StringInfo.GetNextTextElementLength(text, at))),
            };
        }
    }

    public override void Flush() => _frames.Add(Visible);

    private static int Do(Action action)
    {
        action();
        return 1;
    }

    private void NextLine()
    {
        _column = 0;
        if (++_row == _lines.Count)
        {
            _lines.Add([]);
        }
    }

    private int Letter(string letter)
    {
        int cells = cellsOf(letter);
        if (_column + cells > width)
        {
            NextLine();
        }

        List<string> line = _lines[_row];
        while (line.Count < _column + cells)
        {
            line.Add(" ");
        }

        line[_column] = letter;
        if (cells == 2)
        {
            line[_column + 1] = string.Empty; // The right half of a full-width letter.
        }

        _column += cells;
        return letter.Length;
    }

    private int Control(string text, int at)
    {
        int end = at + 2;
        while (char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        string digits = text[(at + 2)..end];
        switch (text[end])
        {
            case 'A':
                _row -= int.Parse(digits, CultureInfo.InvariantCulture);
                Assert.True(_row >= 0, "The cursor left the screen.");
                break;
            case 'm': // A style, which nobody looks at here.
                break;
            case 'K':
                EraseLine();
                break;
            case 'J':
                EraseLine();
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            default:
                Assert.Fail($"An unknown control sequence ends with {text[end]}.");
                break;
        }

        return end + 1 - at;
    }

    private void EraseLine()
    {
        List<string> line = _lines[_row];
        if (line.Count > _column)
        {
            line.RemoveRange(_column, line.Count - _column);
        }
    }
}
