namespace Mimi.Client;

/// <summary>How a session buffers and how long it waits.</summary>
public sealed record MimiSessionOptions
{
    private const int MaxFlacChannels = 2;

    /// <summary>Up to here the header of a frame states any rate in hertz, above it in tens (RFC 9639, section 9.1.2).</summary>
    private const int MaxFlacSampleRate = 65_535;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    /// <summary>Gets how much audio may wait to be sent, besides what is being written.</summary>
    /// <value>3,200 to 16,777,216 bytes. The default is 64,000, which is two seconds of 16 kHz, 16-bit, mono audio.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int SendBufferBytes
    {
        get;
        init => field = OptionRange.Between(value, 3_200, 16_777_216);
    } = 64_000;

    /// <summary>Gets whether chunks that wait at the same time are sent as one frame, of at most 65,536 bytes: mimi takes the audio as one stream, and a frame costs more than its bytes.</summary>
    /// <value>The default is <see langword="true"/>. It makes no chunk wait: one that comes when nothing waits goes out at once, by itself.</value>
    public bool JoinChunks { get; init; } = true;

    /// <summary>Gets how many results may wait to be read. When it is exceeded, the oldest temporary results go first; when there are none, the session fails.</summary>
    /// <value>1 to 1,048,576 results. The default is 1,024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int ResultBufferCapacity
    {
        get;
        init => field = OptionRange.Between(value, 1, 1_048_576);
    } = 1_024;

    /// <summary>Gets the largest message that is accepted from the server.</summary>
    /// <value>1,024 to 268,435,456 bytes. The default is 1,048,576 (1 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxMessageBytes
    {
        get;
        init => field = OptionRange.Between(value, 1_024, 268_435_456);
    } = 1_048_576;

    /// <summary>Gets how long the opening of a session may take in all: the token, the connection and the handshake.</summary>
    /// <value>More than zero, at most one hour. The default is 30 seconds, as in libmimiio.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan OpenTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long the engine may take to connect and to complete the handshake, once there is a token. How long the connection alone may take is the engine's setting.</summary>
    /// <value>More than zero, at most one hour. The default is 20 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan HandshakeTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromSeconds(20);

    /// <summary>Gets how long the server's close is waited for once nothing else can come: after the final result, or after a failed send.</summary>
    /// <value>More than zero, at most one hour. The default is 5 seconds. When it has passed, the session disconnects by itself.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan CloseTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long the write of one frame may take once it has begun. When it has passed, the session ends with <see cref="MimiTimeoutException"/>.</summary>
    /// <value>More than zero, at most one hour, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan SendTimeout
    {
        get;
        init => field = OptionRange.PositiveOrInfinite(value, LongestTimeout);
    } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the server may be silent while one speaks. When it has passed, the session ends with <see cref="MimiTimeoutException"/>.</summary>
    /// <value>More than zero, at most one hour, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The default is 8 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    /// <remarks>
    /// Counts from the beginning of speech that no message has followed, once there is a second of it, up to the stop; every message ends the count. Only for PCM, and only where
    /// the service sends results while one speaks: mimi ASR, Google's, and NICT version 2 with temporary or partial results, for which it is at least twice the interval
    /// of the temporary ones, or 30 seconds if only partial ones come. Silence and steady noise are no speech; music and the like may be taken for it.
    /// </remarks>
    public TimeSpan AnswerTimeout
    {
        get;
        init => field = OptionRange.PositiveOrInfinite(value, LongestTimeout);
    } = TimeSpan.FromSeconds(8);

    /// <summary>Gets how long the server may be silent after the stop, besides the length of the audio that no result reaches yet. When it has passed, the session ends with <see cref="MimiTimeoutException"/>.</summary>
    /// <value>More than zero, at most one hour, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The default is 30 seconds, libmimiio's time-out of receiving.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    /// <remarks>Counts from the end marker, and anew from every message. FLAC that the caller encodes counts as if it were compressed to a tenth, because its bytes do not tell how long they last.</remarks>
    public TimeSpan FinalTimeout
    {
        get;
        init => field = OptionRange.PositiveOrInfinite(value, LongestTimeout);
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how much speech may be without an answer before the session's health is <see cref="MimiSessionHealthState.Lagging"/>.</summary>
    /// <value>More than zero, at most one hour. The default is 3 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan LagThreshold
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromSeconds(3);

    /// <summary>Gets what happens to audio for which the send buffer has no room.</summary>
    /// <value>The default is <see cref="MimiOverload.Wait"/>. <see cref="MimiOverload.DropOldest"/> needs PCM: a session with other audio is refused with <see cref="ArgumentException"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
    public MimiOverload Overload
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The overload is Wait, DropOldest or Fail.");
    }

    /// <summary>Gets how long nothing may go out before 100 ms of digital silence are sent, so that the service does not end the session (mimi does after 30 seconds).</summary>
    /// <value>1 to 29 seconds; <see langword="null"/>, the default, sends none. Needs PCM: a session with other audio is refused with <see cref="ArgumentException"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    /// <remarks>Sent while the session is active, never after a stop. It is not the user's audio: health does not count it, and <c>ToAudioTime</c> of the session takes it out of the times of results.</remarks>
    public TimeSpan? KeepAlive
    {
        get;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.FromSeconds(1), nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromSeconds(29), nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Gets how the audio goes over the wire. Whatever it is, <c>AudioFormat</c> keeps saying what the bytes are that you give.</summary>
    /// <value>
    /// The default is <see cref="MimiWireEncoding.AsGiven"/>. <see cref="MimiWireEncoding.Flac"/> needs PCM of one or two channels, above 65,535 Hz at a multiple of 10 Hz, which is what
    /// a FLAC stream can say of itself: other audio is refused with <see cref="ArgumentException"/>.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
    /// <remarks>
    /// FLAC goes out in blocks of at most 100 ms of audio (at 16 kHz 100 ms, 72 ms up to level 2). What is short of one waits for more audio, for the silence of <see cref="KeepAlive"/> or for the stop: it is
    /// sent in front of the end marker. A text command before the stop does not wait for it. The buffer, overload, health and all times count your PCM. <c>RecognizeAsync</c> encodes as well.
    /// </remarks>
    public MimiWireEncoding Encoding
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The encoding on the wire is AsGiven or Flac.");
    }

    /// <summary>Gets how hard the FLAC encoder tries: the higher, the smaller and the slower. Without <see cref="MimiWireEncoding.Flac"/> it means nothing.</summary>
    /// <value>0 to 8. The default is 5, as in libmimiio and the program <c>flac</c>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int FlacLevel
    {
        get;
        init => field = OptionRange.Between(value, 0, 8);
    } = 5;

    /// <summary>Gets the clock of every time-out.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;

    /// <summary>Tells what the wire carries.</summary>
    internal MimiAudioFormat? OnWire(MimiAudioFormat? format) => Encoding == MimiWireEncoding.Flac && format is { } pcm ? pcm with { Encoding = MimiAudioEncoding.Flac } : format;

    /// <exception cref="ArgumentException">The audio is to be encoded, and cannot be.</exception>
    internal void ThrowIfNotEncodable(MimiAudioFormat? format)
    {
        if (Encoding != MimiWireEncoding.Flac)
        {
            return;
        }

        string? obstacle = format switch
        {
            null => "the session has no audio format. Set MimiServiceRequest.AudioFormat",
            { Encoding: MimiAudioEncoding.Flac } => "the audio format says that it is FLAC already. Leave MimiSessionOptions.Encoding at AsGiven to send your own FLAC, or give PCM",
            { Channels: > MaxFlacChannels } known => $"it has {known.Channels} channels. Give one or two",
            { SampleRate: > MaxFlacSampleRate } known when known.SampleRate % 10 != 0 => $"no FLAC stream can say that it has {known.SampleRate} Hz. Above {MaxFlacSampleRate} Hz give a multiple of 10",
            _ => null,
        };
        if (obstacle is not null)
        {
            throw new ArgumentException($"MimiWireEncoding.Flac encodes PCM, and this cannot be: {obstacle}.");
        }
    }

    /// <exception cref="ArgumentException">The options need PCM, and the audio is something else.</exception>
    internal void ThrowIfUnfit(MimiAudioFormat? format)
    {
        ThrowIfNotEncodable(format);
        if (format is { Encoding: MimiAudioEncoding.Pcm })
        {
            return;
        }

        string audio = format is null ? "no audio format" : "FLAC";
        if (KeepAlive is not null)
        {
            throw new ArgumentException($"MimiSessionOptions.KeepAlive sends digital silence, which needs PCM, and the session has {audio}. Leave it null.");
        }

        if (Overload == MimiOverload.DropOldest)
        {
            throw new ArgumentException($"MimiOverload.DropOldest takes out whole samples, which needs PCM, and the session has {audio}. Use Wait or Fail.");
        }
    }
}
