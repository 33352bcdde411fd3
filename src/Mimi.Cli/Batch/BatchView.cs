using Mimi.Captions.Text;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Batch;

/// <summary>Shows a bar for each recording that is worked on, if standard error is a terminal, and writes the names of complete files to standard output.</summary>
internal sealed class BatchView(CliEnvironment environment)
{
    private const int MaxNameCells = 30;

    /// <summary>How seldom the bars alone are drawn again.</summary>
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly LiveRegion _region = new(environment.Error, environment.TerminalWidth);
    private readonly SortedDictionary<int, Row> _rows = [];
    private long? _drawn;

    /// <summary>Shows a recording.</summary>
    /// <param name="index">Its place on the command line.</param>
    /// <param name="item">The recording.</param>
    /// <param name="duration">How long it should last, if that is known.</param>
    public void Begin(int index, BatchItem item, TimeSpan? duration) =>
        Change(() => _rows[index] = new(Printable.Line(Path.GetFileName(item.Input)), duration, TimeSpan.Zero));

    /// <summary>Shows how much of a recording is on its way.</summary>
    public void Advance(int index, TimeSpan position)
    {
        lock (_lock)
        {
            if (_rows.TryGetValue(index, out Row? row))
            {
                _rows[index] = row with { Position = position };
            }

            if (_drawn is { } drawn && environment.Time.GetElapsedTime(drawn) >= BarInterval)
            {
                Draw();
            }
        }
    }

    /// <summary>Takes a recording away.</summary>
    public void End(int index) => Change(() => _rows.Remove(index));

    /// <summary>Writes a line that stays.</summary>
    public void Say(TextWriter writer, string line) => Change(() =>
    {
        if (environment.IsErrorTerminal)
        {
            _region.Clear();
        }

        writer.WriteLine(line);
        writer.Flush();
    });

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            Draw();
        }
    }

    private void Draw()
    {
        if (!environment.IsErrorTerminal)
        {
            return;
        }

        if (_rows.Count == 0)
        {
            _region.Clear();
            return;
        }

        int width = _region.LastLineWidth;
        int room = Math.Max(1, environment.TerminalHeight() - 2); // A region higher than the window cannot be drawn in place.
        Row[] shown = [.. _rows.Values.Take(_rows.Count <= room ? room : room - 1)];
        int nameCells = Math.Min(Math.Min(MaxNameCells, width / 2), shown.Select(static row => DisplayWidth.Of(row.Name)).DefaultIfEmpty().Max());
        IEnumerable<string> lines = shown.Select(row => Line(row, nameCells, width));
        _region.Draw([.. shown.Length == _rows.Count ? lines : lines.Append(TextWrap.Shorten($"… and {_rows.Count - shown.Length} more", width))]);
        _drawn = environment.Time.GetTimestamp();
    }

    private static string Line(Row row, int nameCells, int width)
    {
        string name = TextWrap.Shorten(row.Name, nameCells);
        string padding = new(' ', nameCells - DisplayWidth.Of(name) + 1);
        return name + padding + ProgressBar.Of(row.Position, row.Duration, Math.Max(1, width - nameCells - 1));
    }

    private sealed record Row(string Name, TimeSpan? Duration, TimeSpan Position);
}
