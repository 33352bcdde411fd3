namespace Mimi.Client.Sessions;

/// <summary>Bytes as time, and time as bytes.</summary>
internal sealed class AudioScale(MimiAudioFormat? format)
{
    /// <summary>What FLAC is taken to be compressed to, where its length must not be taken for too short. Speech comes to about a half.</summary>
    private const int FlacSavings = 10;

    private readonly int _bytesPerSecond = format is { } known ? known.SampleRate * known.BitsPerSample / 8 * known.Channels : 0;

    /// <summary>Gets whether bytes have an exact length.</summary>
    public bool IsPcm => format is { Encoding: MimiAudioEncoding.Pcm };

    /// <summary>Gets the size of one sample of every channel.</summary>
    public int SampleBytes => format?.BytesPerFrame ?? 1;

    /// <summary>Gets the format of PCM.</summary>
    public MimiAudioFormat Pcm => IsPcm ? format!.Value : throw new InvalidOperationException("Not PCM.");

    /// <summary>How long a number of bytes lasts; zero if they do not tell.</summary>
    public TimeSpan ToTime(long bytes) => IsPcm ? new(MultiplyThenDivide(bytes, TimeSpan.TicksPerSecond, _bytesPerSecond)) : TimeSpan.Zero;

    /// <summary>How many bytes have passed at a time. PCM only.</summary>
    public long ToBytes(TimeSpan time) => MultiplyThenDivide(time.Ticks, _bytesPerSecond, TimeSpan.TicksPerSecond);

    /// <summary>How long a number of bytes lasts at most.</summary>
    public TimeSpan ToLongestTime(long bytes) =>
        IsPcm || _bytesPerSecond == 0 ? ToTime(bytes) : new(MultiplyThenDivide(bytes, FlacSavings * TimeSpan.TicksPerSecond, _bytesPerSecond));

    /// <summary>The bytes of a time, in whole samples. PCM only.</summary>
    public int ToWholeSamples(TimeSpan time) => (int)(ToBytes(time) / SampleBytes) * SampleBytes;

    /// <summary>As with numbers of any size: only the remainder is multiplied first.</summary>
    private static long MultiplyThenDivide(long value, long factor, long divisor) => (value / divisor * factor) + (value % divisor * factor / divisor);
}
