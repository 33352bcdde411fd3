namespace Mimi.Client.Recognition;

/// <summary>What every service that turns speech into text tells with each result.</summary>
public abstract class MimiTextResult : MimiRecognitionResult
{
    private protected MimiTextResult()
    {
    }

    /// <summary>Gets the plain text, its pieces joined as the language does: with blanks, or, as in Japanese, without.</summary>
    public string Text { get; init; } = "";

    /// <summary>Tells the kind of the result and how long its text is, and not the text: what was said does not belong into a log.</summary>
    /// <returns>A line for a debugger.</returns>
    public override string ToString() => $"{GetType().Name} {{ {Kind}, {Text.Length} characters }}";
}
