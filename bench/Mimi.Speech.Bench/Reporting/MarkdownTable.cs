using System.Globalization;
using System.Text;

namespace Mimi.Speech.Bench.Reporting;

/// <summary>A table that is printed, and put into the documentation.</summary>
internal sealed class MarkdownTable(string title, params string[] columns)
{
    private readonly StringBuilder _text = new($"### {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(static _ => "---|"))}\n");

    public void Add(params object[] cells)
    {
        string row = $"| {string.Join(" | ", cells.Select(static cell => Convert.ToString(cell, CultureInfo.InvariantCulture)))} |\n";
        _text.Append(row);
        Console.Write(row);
    }

    public void Announce() => Console.WriteLine(_text.ToString().TrimEnd());

    public override string ToString() => _text.ToString();
}
