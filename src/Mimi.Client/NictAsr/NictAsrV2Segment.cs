namespace Mimi.Client.NictAsr;

/// <summary>A piece of what was recognized.</summary>
/// <param name="Text">The text, with punctuation.</param>
/// <param name="Words">The words that the text is made of. Punctuation may be missing among them.</param>
/// <param name="IsDetermined">Whether it will not change any more.</param>
/// <param name="Start">Where it begins, from the start of the audio.</param>
public sealed record NictAsrV2Segment(string Text, IReadOnlyList<string> Words, bool IsDetermined, TimeSpan Start);
