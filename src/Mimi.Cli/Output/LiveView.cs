namespace Mimi.Cli.Output;

/// <summary>The growing text over a progress bar, and in the end the text alone.</summary>
internal sealed class LiveView(TextWriter writer, Func<int> terminalWidth, TimeProvider time) : TranscriptView
{
    /// <summary>How many lines the growing text may take; of a longer one the end is shown.</summary>
    private const int MaxTextLines = 4;

    /// <summary>How seldom the bar alone is drawn again. A new text is always drawn.</summary>
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly LiveRegion _region = new(writer);
    private Transcript _transcript = new(string.Empty);
    private Recording _recording = new(string.Empty, string.Empty, null, string.Empty);
    private TimeSpan _position;
    private long? _drawn;

    public override void Begin(Recording recording)
    {
        lock (_lock)
        {
            _recording = recording;
            _transcript = new(recording.Separator);
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
            _transcript.Add(result);
            Draw();
        }
    }

    public override void End(bool isComplete)
    {
        lock (_lock)
        {
            _region.Clear();
            _drawn = null;
            if (isComplete || _transcript.Determined.Length > 0)
            {
                writer.WriteLine(_recording.Label + _transcript.Determined);
                writer.Flush();
            }
        }
    }

    private void Draw()
    {
        int width = Math.Max(2, terminalWidth() - 1);
        List<string> text = TextWrap.Lines(_recording.Label + _transcript.Text, width);
        _region.Draw([.. text.Skip(text.Count - MaxTextLines), ProgressBar.Of(_position, _recording.Duration, width)]);
        _drawn = time.GetTimestamp();
    }
}
