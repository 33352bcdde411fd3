using Mimi.Captions;
using Mimi.Captions.Stability;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>Captions that grow over a level meter; what is determined scrolls away above them.</summary>
internal sealed class ListenTerminal(TextWriter writer, Func<int> terminalWidth, TimeProvider time) : ListenView
{
    /// <summary>How many lines the growing text may take; of a longer one the end is shown.</summary>
    private const int MaxTextLines = 4;

    private const string Bold = "\u001b[1m";
    private const string Plain = "\u001b[0m";

    private readonly Lock _lock = new();
    private readonly LiveRegion _region = new(writer, terminalWidth);
    private readonly Dictionary<long, CaptionStabilizer> _segments = [];
    private readonly Dictionary<long, (TimeSpan Start, StableText Text)> _texts = [];
    private string _state = "connecting …";
    private double _decibels = double.NegativeInfinity;
    private TimeSpan _position;

    public override void Show(CaptionPiece piece)
    {
        lock (_lock)
        {
            if (piece.IsFinal)
            {
                _segments.Remove(piece.SegmentId);
                _texts.Remove(piece.SegmentId);
                Write(Printable.Line(piece.Text), Bold);
            }
            else
            {
                if (!_segments.TryGetValue(piece.SegmentId, out CaptionStabilizer? stabilizer))
                {
                    _segments[piece.SegmentId] = stabilizer = new(new() { TimeProvider = time });
                }

                if (stabilizer.Add(piece) is { } text)
                {
                    _texts[piece.SegmentId] = (piece.Start, text);
                }
            }

            Draw();
        }
    }

    public override void Show(MimiConnectionChange change)
    {
        lock (_lock)
        {
            _state = ConnectionText.Of(change);
            Draw();
        }
    }

    public override void Hear(double decibels, TimeSpan position)
    {
        lock (_lock)
        {
            (_decibels, _position) = (decibels, position);
            Draw();
        }
    }

    public override void Say(string line)
    {
        lock (_lock)
        {
            Write($"({line})", Plain);
            Draw();
        }
    }

    public override void End()
    {
        lock (_lock)
        {
            _region.Clear();
        }
    }

    private void Write(string line, string style)
    {
        if (line.Length > 0)
        {
            _region.Clear();
            writer.WriteLine(style + string.Join('\n', TextWrap.Lines(line, _region.LineWidth)) + Plain);
        }
    }

    private void Draw()
    {
        List<string> lines = StableLines.Of(_texts.Values.OrderBy(static shown => shown.Start).Select(static shown => shown.Text), _region.LineWidth);
        _region.Draw([.. lines.Skip(lines.Count - MaxTextLines), LevelLine.Of(_decibels, _position, _state, _region.LastLineWidth)]);
    }
}
