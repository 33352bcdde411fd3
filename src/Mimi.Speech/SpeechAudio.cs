namespace Mimi.Speech;

/// <summary>The one audio format recognizers take: 16,000 samples a second, one channel.</summary>
internal static class SpeechAudio
{
    public const int SampleRate = 16_000;

    public static TimeSpan Duration(long samples) => TimeSpan.FromTicks(samples * (TimeSpan.TicksPerSecond / SampleRate));

    public static long Samples(TimeSpan duration) => duration.Ticks / (TimeSpan.TicksPerSecond / SampleRate);
}
