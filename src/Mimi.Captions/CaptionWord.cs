namespace Mimi.Captions;

/// <summary>A word of a piece of speech.</summary>
/// <param name="Text">The word as it stands in the text of the piece. A word that is not found there is not used.</param>
/// <param name="Start">Where it begins, from the start of the audio, or <see langword="null"/> if that is not known.</param>
/// <param name="End">Where it ends, or <see langword="null"/> if that is not known.</param>
public sealed record CaptionWord(string Text, TimeSpan? Start = null, TimeSpan? End = null);
