namespace Mimi.Audio.Capture.PortAudio;

/// <summary>A device of PortAudio.</summary>
/// <param name="Number">Its number, which holds as long as the session.</param>
/// <param name="Device">What users see of it.</param>
/// <param name="IsJack">Whether it is one of JACK's.</param>
internal sealed record PortAudioEntry(int Number, AudioDevice Device, bool IsJack);
