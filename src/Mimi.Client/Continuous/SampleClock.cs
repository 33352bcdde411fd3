namespace Mimi.Client.Continuous;

/// <summary>The one clock of a continuous session: a place in the caller's audio as bytes, samples and time.</summary>
internal readonly struct SampleClock(MimiAudioFormat format)
{
    public int BytesPerSample { get; } = format.BytesPerFrame;

    public int SampleRate { get; } = format.SampleRate;

    public int BytesPerSecond => SampleRate * BytesPerSample;

    public long ToSamples(long bytes) => bytes / BytesPerSample;

    public TimeSpan ToTime(long bytes) => TimeSpan.FromTicks((long)((Int128)ToSamples(bytes) * TimeSpan.TicksPerSecond / SampleRate));

    /// <summary>The last whole sample's end at or before a place.</summary>
    public long Align(long bytes) => bytes - (bytes % BytesPerSample);

    /// <summary>A length in bytes, whole samples, at most what an array could hold.</summary>
    public int ToBytes(TimeSpan length) => (int)Align(ToBytesWithin(length, int.MaxValue / 2));

    /// <summary>Where a time is, counted in bytes, for any time a server may give: never less than zero or more than <paramref name="limit"/>.</summary>
    public long ToBytesWithin(TimeSpan time, long limit) =>
        (long)Int128.Clamp((Int128)time.Ticks * SampleRate / TimeSpan.TicksPerSecond * BytesPerSample, 0, limit);
}
