namespace Mimi.Client.Recognition;

/// <summary>What every recognition service tells with each result.</summary>
public abstract class MimiRecognitionResult
{
    private protected MimiRecognitionResult()
    {
    }

    /// <summary>Gets the service's word for the kind of message, such as <c>asr#mimilvcsr</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Gets the id of the session, the same in all of its results.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets the status as the service words it.</summary>
    public MimiRecognitionStatus Status { get; init; }

    /// <summary>Gets how much the result still may change.</summary>
    public MimiResultKind Kind { get; init; }

    /// <summary>Gets the JSON that the result was read from, if <see cref="MimiRecognitionOptions.KeepRawJson"/> asked for it.</summary>
    public string? RawJson { get; init; }

    /// <summary>Gets whether this is the last result of the utterance.</summary>
    public bool IsFinal => Kind == MimiResultKind.Final;

    /// <summary>Tells the kind of the result and nothing of what it holds: what was said, and who said it, does not belong into a log.</summary>
    /// <returns>A line for a debugger.</returns>
    public override string ToString() => $"{GetType().Name} {{ {Kind} }}";
}
