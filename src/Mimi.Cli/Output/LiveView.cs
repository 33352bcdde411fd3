using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>The growing text over a progress bar, and in the end the text alone. Lines that are full of determined text are written for good, and scroll away.</summary>
internal sealed class LiveView(TextWriter writer, Func<int> terminalWidth, TimeProvider time) : TranscriptView
{
    /// <summary>How many lines the growing text may take; of a longer one the end is shown.</summary>
    private const int MaxTextLines = 4;

    /// <summary>How seldom the bar alone is drawn again. A new text is always drawn.</summary>
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly LiveRegion _region = new(writer, terminalWidth);
    private Transcript _transcript = new(string.Empty);
    private Recording _recording = new(string.Empty, string.Empty, null, string.Empty);
    private string _line = string.Empty; // The last one of the determined text, which is not full yet.
    private string? _trouble;
    private TimeSpan _position;
    private long? _drawn;

    public override void Begin(Recording recording)
    {
        lock (_lock)
        {
            _recording = recording;
            _transcript = new(recording.Separator);
            _line = recording.Label;
            _position = TimeSpan.Zero;
            Draw();
        }
    }

    public override void Advance(TimeSpan position)
    {
        lock (_lock)
        {
            _position = position;
            if (_drawn is { } drawn && time.GetElapsedTime(drawn) >= BarInterval)
            {
                Draw();
            }
        }
    }

    public override void Show(Recognized result)
    {
        lock (_lock)
        {
            _line += _transcript.Add(result);
            WriteFullLines();
            Draw();
        }
    }

    public override void Show(MimiConnectionChange change)
    {
        lock (_lock)
        {
            _trouble = change.State == MimiConnectionState.Reconnecting ? ConnectionText.Of(change) : null;
            Draw();
        }
    }

    public override void End(bool isComplete)
    {
        lock (_lock)
        {
            _region.Clear();
            _drawn = null;
            _trouble = null;
            if (isComplete || !_transcript.IsEmpty)
            {
                writer.WriteLine(_line);
                writer.Flush();
            }
        }
    }

    private void WriteFullLines()
    {
        List<string> lines = TextWrap.Lines(_line, _region.LineWidth);
        if (lines.Count > 1)
        {
            _region.Clear();
            lines[..^1].ForEach(writer.WriteLine);
            _line = lines[^1];
        }
    }

    private void Draw()
    {
        List<string> text = TextWrap.Lines(_line + _transcript.Guess, _region.LineWidth);
        int width = _region.LastLineWidth;
        string state = _trouble is null ? ProgressBar.Of(_position, _recording.Duration, width) : TextWrap.Shorten(_trouble, width);
        _region.Draw([.. text.Skip(text.Count - MaxTextLines), state]);
        _drawn = time.GetTimestamp();
    }
}
