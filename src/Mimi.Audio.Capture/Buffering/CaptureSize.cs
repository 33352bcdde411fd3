namespace Mimi.Audio.Capture.Buffering;

/// <summary>How many bytes some time of audio takes.</summary>
internal static class CaptureSize
{
    /// <summary>Gets the size of a duration, in whole frames and at least one.</summary>
    public static int BytesOf(TimeSpan duration, PcmFormat format) =>
        (int)Math.Max(1, duration.Ticks * format.SampleRate / TimeSpan.TicksPerSecond) * format.BytesPerFrame;
}
