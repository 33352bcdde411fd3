using Mimi.Captions.Text;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Batch;

/// <summary>Shows a bar for each recording that is worked on, if standard error is a terminal, and writes the names of complete files to standard output.</summary>
internal sealed class BatchView(CliEnvironment environment)
{
    private const int MaxNameCells = 30;

    private readonly Lock _lock = new();
    private readonly LiveRegion _region = new(environment.Error);
    private readonly SortedDictionary<int, Row> _rows = [];

    /// <summary>Shows a recording.</summary>
    /// <param name="index">Its place on the command line.</param>
    /// <param name="item">The recording.</param>
    /// <param name="duration">How long it should last, if that is known.</param>
    public void Begin(int index, BatchItem item, TimeSpan? duration) =>
        Change(() => _rows[index] = new(Printable.Line(Path.GetFileName(item.Input)), duration, TimeSpan.Zero));

    /// <summary>Shows how far a recording is recognised.</summary>
    public void Advance(int index, TimeSpan position) => Change(() => _rows[index] = _rows[index] with { Position = position });

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
            if (!environment.IsErrorTerminal)
            {
                return;
            }

            if (_rows.Count == 0)
            {
                _region.Clear();
                return;
            }

            int width = Math.Max(2, environment.TerminalWidth() - 1);
            _region.Draw([.. _rows.Values.Select(row => Line(row, width))]);
        }
    }

    private static string Line(Row row, int width)
    {
        string name = TextWrap.Shorten(row.Name, Math.Min(MaxNameCells, width / 2));
        return name + " " + ProgressBar.Of(row.Position, row.Duration, Math.Max(1, width - DisplayWidth.Of(name) - 1));
    }

    private sealed record Row(string Name, TimeSpan? Duration, TimeSpan Position);
}
