namespace Mimi.Cli.Output;

/// <summary>The text of one recording as it grows. Of what is determined it keeps nothing, so that a recording may last for days.</summary>
internal sealed class Transcript(string separator)
{
    private readonly SortedDictionary<(TimeSpan Start, long Segment), string> _guesses = [];

    /// <summary>Gets whether nothing is determined yet.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Gets what may still change, separator in front included.</summary>
    public string Guess => string.Concat(_guesses.Values.Select((text, at) => at == 0 && IsEmpty ? text : separator + text));

    /// <summary>Adds a result.</summary>
    /// <returns>What it adds to the determined text, separator in front included.</returns>
    public string Add(Recognized result)
    {
        string text = Printable.Line(result.Text);
        foreach ((TimeSpan Start, long Segment) known in _guesses.Keys.Where(key => key.Segment == result.Segment).ToArray())
        {
            _guesses.Remove(known);
        }

        if (text.Length == 0)
        {
            return string.Empty;
        }

        if (result.Kind == RecognizedKind.Temporary)
        {
            _guesses.Add((result.Start ?? TimeSpan.Zero, result.Segment), text);
            return string.Empty;
        }

        string added = IsEmpty ? text : separator + text;
        IsEmpty = false;
        return added;
    }
}
