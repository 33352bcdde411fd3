namespace Mimi.Client.Services;

/// <summary>How long a service that answers requests over HTTP, and has no sessions, is waited for, and what is tried again.</summary>
public abstract record MimiRequestOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    private protected MimiRequestOptions()
    {
    }

    /// <summary>Gets how long the answer may take. Of an answer that is read in pieces, it is how long each piece may take.</summary>
    /// <value>More than zero, at most 24 hours. The default is 10 minutes, as in the vendor's sample.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ResponseTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the clock of the time-out.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;

    /// <summary>Gets how a request that failed for the moment is made again.</summary>
    /// <value>The default is <see cref="MimiRetryOptions.Default"/>; <see cref="MimiRetryOptions.None"/> switches retries off. No POST of <c>MimiSpeakerClient</c> is made again, whatever this says.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiRetryOptions Retry
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = MimiRetryOptions.Default;

    internal MimiServiceRequest CreateRequest(MimiRequestBody? body) =>
        new() { Body = body, ResponseTimeout = ResponseTimeout, Retry = Retry, Session = new() { TimeProvider = TimeProvider } };
}
