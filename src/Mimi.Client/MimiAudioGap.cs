namespace Mimi.Client;

/// <summary>A stretch of the user's audio that was not sent.</summary>
/// <param name="Start">Where it begins, from the start of the user's audio.</param>
/// <param name="Length">How long it is.</param>
/// <param name="StartSample">Where it begins, in samples of each channel from the start of the user's audio. Exact.</param>
/// <param name="SampleCount">How many samples of each channel it has. Exact.</param>
public readonly record struct MimiAudioGap(TimeSpan Start, TimeSpan Length, long StartSample, long SampleCount);
