using Mimi.Client.Recognition;

namespace Mimi.Client.Continuous;

/// <summary>A text, whichever service it is from.</summary>
/// <remarks>
/// Each stretch of speech is a segment: any number of temporary texts, of which each replaces the one before, and then one determined text, partial or final, which
/// replaces them all. Determined texts come in the order of the audio, and none comes twice; temporary ones may run ahead while an earlier segment still waits for its
/// determined text.
/// </remarks>
public sealed record MimiTranscript : MimiContinuousEvent
{
    internal MimiTranscript(MimiTextResult result)
    {
        Result = result;
    }

    /// <summary>Gets which stretch of speech it is the text of. Not in the order of the audio: the number only says what belongs together.</summary>
    public long SegmentId { get; internal init; }

    /// <summary>Gets the <see cref="MimiContinuousEvent.Id"/> of the temporary text that this one replaces.</summary>
    /// <value><see langword="null"/> if it replaces none.</value>
    public long? Supersedes { get; internal init; }

    /// <summary>Gets how much the text still may change.</summary>
    /// <value>A partial and a final text stay. A partial text of NICT's recognizer comes as <see cref="MimiResultKind.Temporary"/> until its end is known.</value>
    public MimiResultKind Kind { get; internal init; }

    /// <summary>Gets the text. It may be empty: nothing was said, or a temporary text was taken back.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>Gets where the text begins.</summary>
    /// <value>As the service says; for NICT's recognizer, version 1, which says nothing, where its utterance begins. Never before what is determined already.</value>
    public TimeSpan Start { get; internal init; }

    /// <summary>Gets where the text ends.</summary>
    /// <value><see langword="null"/> for a temporary text of NICT's recognizer, version 2, which does not say it. Never later than the audio that was sent.</value>
    public TimeSpan? End { get; internal init; }

    /// <summary>Gets the service's own result. Its times are those of its connection. A text may be a part of it, or of it and results before.</summary>
    public MimiTextResult Result { get; }

    /// <summary>Gets whether the text stays.</summary>
    public bool IsDetermined => Kind is MimiResultKind.Partial or MimiResultKind.Final;

    /// <summary>Tells place, kind and length of the text, and not the text: what was said does not belong into a log.</summary>
    /// <returns>A line for a debugger.</returns>
    public override string ToString() => $"{nameof(MimiTranscript)} {{ {Id}, segment {SegmentId}, {Kind}, {Start}, {Text.Length} characters }}";
}
