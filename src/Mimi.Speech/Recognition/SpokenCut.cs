namespace Mimi.Speech.Recognition;

/// <summary>A finished stretch of audio.</summary>
/// <param name="From">Where the audio to decode begins, in samples from the start of the stream.</param>
/// <param name="To">Where it ends. The next stretch begins here, so that nothing between two is lost.</param>
/// <param name="SpeechStart">Where speech was first heard in it.</param>
/// <param name="SpeechEnd">Where speech was last heard in it.</param>
internal readonly record struct SpokenCut(long From, long To, long SpeechStart, long SpeechEnd);
