namespace Mimi.Client.Services;

/// <summary>What one request or session says to a service, besides where it is and who asks.</summary>
public sealed record MimiServiceRequest
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    /// <summary>Gets the headers, in order. <c>Authorization</c> is added from the client's credential, and the content types from <see cref="AudioFormat"/> or <see cref="Body"/>.</summary>
    /// <value>None by default.</value>
    /// <exception cref="ArgumentException">A name or a value has characters that an HTTP header cannot carry.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Headers
    {
        get;
        init => field = Checked(value);
    } = [];

    /// <summary>Gets the format of the audio that a session sends. It goes out as <c>Content-Type</c> and as <c>X-Mimi-Content-Type</c>, as FLAC where <see cref="MimiSessionOptions.Encoding"/> makes it so, and tells where a sample ends.</summary>
    /// <value><see langword="null"/>, the default, if the session sends no audio: no content type is sent then.</value>
    /// <exception cref="ArgumentOutOfRangeException">The format is not one that mimi takes.</exception>
    public MimiAudioFormat? AudioFormat
    {
        get;
        init
        {
            value?.ThrowIfInvalid();
            field = value;
        }
    }

    /// <summary>Gets the method of an HTTP request. A session does not use it.</summary>
    /// <value>The default is <see cref="HttpMethod.Post"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public HttpMethod Method
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = HttpMethod.Post;

    /// <summary>Gets the body of an HTTP request. A session does not use it.</summary>
    public MimiRequestBody? Body { get; init; }

    /// <summary>Gets what is appended to the client's address, such as <c>srs/speakers/12</c>.</summary>
    /// <value>Path segments, already escaped, without a slash in front. The default is <see langword="null"/>: the address as it is.</value>
    /// <exception cref="ArgumentException">The value is an absolute address, begins with a slash, or has a query, a fragment or <c>..</c> in it.</exception>
    public string? Path
    {
        get;
        init => field = value is null || ServiceAddress.IsPath(value)
            ? value
            : throw new ArgumentException("A path has escaped segments only, without a slash in front, a query, a fragment or '..'.", nameof(value));
    }

    /// <summary>Gets how long the answer to an HTTP request may take, the request's own sending, the token's renewal and all retries included.</summary>
    /// <value>More than zero, at most 24 hours. The default is 10 minutes, as in the vendor's sample.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ResponseTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how an HTTP request that failed for the moment is made again. A session does not use it.</summary>
    /// <value>The default is <see cref="MimiRetryOptions.Default"/>. For a request that must not happen twice, use <see cref="MimiRetryOptions.None"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiRetryOptions Retry
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = MimiRetryOptions.Default;

    /// <summary>Gets how a session buffers and how long it waits. Of it, an HTTP request uses the limit of a message and the clock; its <see cref="Body"/> goes out as it is.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiSessionOptions Session
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>Gets what the body says that must not be shown, should the server repeat it.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    private static IReadOnlyList<KeyValuePair<string, string>> Checked(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach ((string name, string value) in headers)
        {
            if (string.IsNullOrEmpty(name) || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal))
            {
                throw new ArgumentException("A header's name is empty or has characters that HTTP does not allow in it.", nameof(headers));
            }

            if (value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                throw new ArgumentException($"The value of the header {name} is missing, or has line ends or other characters outside printable ASCII.", nameof(headers));
            }
        }

        return headers;
    }
}
