namespace Mimi.Client;

/// <summary>How a session buffers and how long it waits.</summary>
public sealed record MimiSessionOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    /// <summary>Gets how much audio may wait to be sent, besides what is being written.</summary>
    /// <value>3,200 to 16,777,216 bytes. The default is 64,000, which is two seconds of 16 kHz, 16-bit, mono audio.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int SendBufferBytes
    {
        get;
        init => field = InRange(value, 3_200, 16_777_216);
    } = 64_000;

    /// <summary>Gets how many results may wait to be read. When it is exceeded, the oldest temporary results go first; when there are none, the session fails.</summary>
    /// <value>1 to 1,048,576 results. The default is 1,024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int ResultBufferCapacity
    {
        get;
        init => field = InRange(value, 1, 1_048_576);
    } = 1_024;

    /// <summary>Gets the largest message that is accepted from the server.</summary>
    /// <value>1,024 to 268,435,456 bytes. The default is 1,048,576 (1 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxMessageBytes
    {
        get;
        init => field = InRange(value, 1_024, 268_435_456);
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

    /// <summary>Gets the clock of every time-out.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;

    private static int InRange(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
