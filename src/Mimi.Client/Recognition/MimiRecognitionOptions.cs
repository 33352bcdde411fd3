namespace Mimi.Client.Recognition;

/// <summary>What every recognition service is told about the audio, and what is wanted back.</summary>
public abstract record MimiRecognitionOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    private protected MimiRecognitionOptions()
    {
    }

    /// <summary>Gets what the bytes of the audio mean.</summary>
    /// <value>The default is <see cref="MimiAudioFormat.Pcm16k"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The format is not one that mimi takes.</exception>
    public MimiAudioFormat AudioFormat
    {
        get;
        init
        {
            value.ThrowIfInvalid();
            field = value;
        }
    } = MimiAudioFormat.Pcm16k;

    /// <summary>Gets whether results keep the JSON that they were read from.</summary>
    /// <value>The default is <see langword="false"/>, which saves the memory of it.</value>
    public bool KeepRawJson { get; init; }

    /// <summary>Gets how long the answer to an HTTP request may take, the sending of the audio and all retries included.</summary>
    /// <value>More than zero, at most 24 hours. The default is 10 minutes, as in the vendor's sample.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ResponseTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how an HTTP request that failed for the moment is made again. A session does not use it.</summary>
    /// <value>The default is <see cref="MimiRetryOptions.Default"/>; <see cref="MimiRetryOptions.None"/> switches retries off.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiRetryOptions Retry
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = MimiRetryOptions.Default;

    /// <summary>Gets how a session buffers, how long it waits, and how audio goes over the wire. Of it, an HTTP request uses the encoding, the limit of a message and the clock.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiSessionOptions Session
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();
}
