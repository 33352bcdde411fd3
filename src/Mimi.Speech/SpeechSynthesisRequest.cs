namespace Mimi.Speech;

/// <summary>What to say, and how.</summary>
public sealed record SpeechSynthesisRequest
{
    /// <summary>Gets the text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the language as mimi names it, such as <c>ja</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Gets whether a male voice is wanted; <see langword="null"/> if it does not matter. A language with one voice speaks with that.</summary>
    public bool? Male { get; init; }

    /// <summary>Gets the speed.</summary>
    /// <value>0.5 to 2.0, where 1 is the voice's own. The default is 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Rate
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.5);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2.0);
            field = value;
        }
    } = 1;
}
