namespace Mimi.Client.Asr;

/// <summary>A recognized word of mimi ASR. (From the local mimi: a recognized stretch of speech.)</summary>
/// <param name="Text">The surface form.</param>
/// <param name="Pronunciation">The reading, in katakana for Japanese.</param>
/// <param name="Start">Where it begins, from the start of the audio.</param>
/// <param name="End">Where it ends.</param>
public sealed record MimiAsrSegment(string Text, string Pronunciation, TimeSpan Start, TimeSpan End);
