namespace Mimi.Client.Engines;

/// <summary>How an engine notices that the other side of a WebSocket is gone without a word: its packets vanish, and no end of the connection comes.</summary>
/// <remarks>Both ways end in a <see cref="MimiIOException"/> that is transient, and never in <see cref="OperationCanceledException"/>.</remarks>
public sealed record MimiConnectionOptions
{
    private static readonly TimeSpan ShortestPing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestUnacknowledged = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Gets how long the server may be silent before it is asked for a sign of life with a ping.</summary>
    /// <value>
    /// 0.1 seconds to one hour, or <see langword="null"/>, which is the default, for no pings: it is not known whether mimi answers them, and its own samples switch them off.
    /// Switch them on for a server that answers, such as a local mimi or a proxy that does.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? PingInterval
    {
        get;
        init => field = value is { } interval ? OptionRange.Between(interval, ShortestPing, Longest) : null;
    }

    /// <summary>Gets how long a ping may go unanswered. Then the connection is given up, with a <see cref="MimiTimeoutException"/>.</summary>
    /// <value>
    /// 0.1 seconds to one hour. The default is 10 seconds. The time includes that in which the ping waits behind audio on its way. With <see cref="HttpNetworkEngine"/> everything
    /// that the server sends is an answer; with <see cref="ClientWebSocketNetworkEngine"/> only the pong is. Has no effect without <see cref="PingInterval"/>.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan PingTimeout
    {
        get;
        init => field = OptionRange.Between(value, ShortestPing, Longest);
    } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long what was sent over a WebSocket may stay unacknowledged by the machine at the other end. Then the system gives the connection up.</summary>
    /// <value>
    /// One second to one hour, or <see cref="Timeout.InfiniteTimeSpan"/> for the system's own limit, which is often 15 minutes. The default is 9 seconds, so that a peer that is gone is noticed
    /// within 10 seconds of speech. It is a setting of the system's TCP (Linux and Android <c>TCP_USER_TIMEOUT</c>, macOS and iOS <c>TCP_RXT_CONNDROPTIME</c>, Windows <c>TCP_MAXRT</c>); where
    /// there is none, it has no effect, nor has it on a handler of your own, nor on HTTP requests, whose bodies a busy server may read slowly. Linux also gives up a server that takes nothing for so long.
    /// Through a proxy it is the proxy that acknowledges.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan UnacknowledgedTimeout
    {
        get;
        init => field = value == Timeout.InfiniteTimeSpan ? value : OptionRange.Between(value, ShortestUnacknowledged, Longest);
    } = TimeSpan.FromSeconds(9);

    /// <summary>Gets the clock of the pings, of waits for a refusal's body and of <see cref="MimiTimeoutException.Timeout"/>.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>. The pings of <see cref="ClientWebSocketNetworkEngine"/> and <see cref="UnacknowledgedTimeout"/> follow the system's clock.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;
}
