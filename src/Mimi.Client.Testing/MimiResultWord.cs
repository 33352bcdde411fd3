namespace Mimi.Client.Testing;

/// <summary>A word of a result that a test makes.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="Pronunciation">How it is read, in katakana.</param>
/// <param name="Start">Where it begins, from the beginning of the session's audio.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct MimiResultWord(string Text, string Pronunciation = "", TimeSpan Start = default, TimeSpan End = default);
