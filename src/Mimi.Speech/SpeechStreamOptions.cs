namespace Mimi.Speech;

/// <summary>What a stream reports.</summary>
public sealed record SpeechStreamOptions
{
    /// <summary>Gets how often the open segment is reported before it is final.</summary>
    /// <value>In audio time. <see langword="null"/>, the default, reports final segments only.</value>
    public TimeSpan? TemporaryInterval { get; init; }
}
