namespace Mimi.Audio.Capture;

/// <summary>What to capture, and how.</summary>
public sealed record AudioCaptureOptions
{
    /// <summary>The shortest chunk.</summary>
    public static readonly TimeSpan MinChunkDuration = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest chunk.</summary>
    public static readonly TimeSpan MaxChunkDuration = TimeSpan.FromSeconds(1);

    /// <summary>The longest buffer.</summary>
    public static readonly TimeSpan MaxBufferDuration = TimeSpan.FromMinutes(5);

    private const int DefaultSampleRate = 16_000;

    /// <summary>Gets the library to capture with.</summary>
    /// <value>The default is <see cref="CaptureBackend.Automatic"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public CaptureBackend Backend
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Automatic, PulseAudio and PortAudio are possible.");
    }

    /// <summary>Gets the <see cref="AudioDevice.Id"/> of the device. It decides the library, too.</summary>
    /// <value>The default is <see langword="null"/>: the system's default device.</value>
    public string? DeviceId { get; init; }

    /// <summary>Gets a value indicating whether to capture what the computer plays instead of a microphone, if no device is named.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Loopback { get; init; }

    /// <summary>Gets how the audio is to be laid out.</summary>
    /// <value>
    /// 16-bit samples, 8,000 to 192,000 a second, of one or two channels. The default is 16 kHz, mono. What a device does not give itself
    /// is converted, by PulseAudio or here; one channel does not become two.
    /// </value>
    /// <exception cref="ArgumentException">The value is outside its range.</exception>
    public PcmFormat Format
    {
        get;
        init => field = value is { BitsPerSample: 16, SampleRate: >= 8_000 and <= 192_000, Channels: 1 or 2 }
            ? value
            : throw new ArgumentException($"{value} cannot be captured: ask for 16-bit samples, 8,000 to 192,000 a second, of one or two channels.", nameof(value));
    } = new(DefaultSampleRate);

    /// <summary>Gets how much audio one chunk has.</summary>
    /// <value>10 ms to 1 s. The default is 100 ms.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ChunkDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinChunkDuration);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxChunkDuration);
            field = value;
        }
    } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets how much audio waits for a reader that is late. Beyond it the oldest is dropped, and counted.</summary>
    /// <value>10 ms to 5 min, and never less than two chunks. The default is 10 s, which is 320,000 bytes of 16 kHz mono.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan BufferDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinChunkDuration);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxBufferDuration);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>Gets what is called when audio was lost: while the audio is read, after the chunk in front of the gap and before the one behind it.</summary>
    /// <value>The default is <see langword="null"/>. What the handler throws comes out of the reading.</value>
    public Action<CaptureGap>? GapFound { get; init; }
}
