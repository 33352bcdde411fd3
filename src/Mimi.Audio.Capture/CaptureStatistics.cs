namespace Mimi.Audio.Capture;

/// <summary>What became of the audio so far, in samples of each channel. <c>Captured = Read + Buffered + Dropped</c>, always.</summary>
/// <param name="Captured">What came from the device.</param>
/// <param name="Read">What was read.</param>
/// <param name="Buffered">What waits to be read.</param>
/// <param name="Dropped">What was thrown away because the buffer was full.</param>
/// <param name="Missed">What the device or the sound server lost, where it says how much.</param>
/// <param name="DeviceOverruns">How many times the device or the sound server reported a loss.</param>
public readonly record struct CaptureStatistics(long Captured, long Read, long Buffered, long Dropped, long Missed, int DeviceOverruns);
