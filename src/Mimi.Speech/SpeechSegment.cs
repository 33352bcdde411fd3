namespace Mimi.Speech;

/// <summary>What was recognized in one stretch of the audio.</summary>
/// <param name="Index">The segment's number in its stream, from 0. A later segment with the same number replaces an earlier, temporary one.</param>
/// <param name="IsFinal">Whether the text will not change any more.</param>
/// <param name="Text">The text, possibly empty for a temporary segment.</param>
/// <param name="Start">Where the speech begins, from the start of the stream.</param>
/// <param name="End">Where the speech ends; for a temporary segment, how far it was heard.</param>
public sealed record SpeechSegment(int Index, bool IsFinal, string Text, TimeSpan Start, TimeSpan End);
