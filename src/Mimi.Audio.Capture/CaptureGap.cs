namespace Mimi.Audio.Capture;

/// <summary>A place in the audio where some is missing, since the reader or the device was too late.</summary>
/// <param name="Position">How many samples of each channel were read in front of the gap.</param>
/// <param name="LostSamples">How many samples of each channel are missing, as far as it is known.</param>
/// <param name="IsExact">Whether <paramref name="LostSamples"/> is all of it. PortAudio reports that its device lost audio, but not how much.</param>
public readonly record struct CaptureGap(long Position, long LostSamples, bool IsExact);
