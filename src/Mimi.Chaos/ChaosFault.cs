using Mimi.Chaos.Plans;

namespace Mimi.Chaos;

/// <summary>One thing that goes wrong, and where: after an amount of audio, of results, or of time.</summary>
/// <remarks>
/// With neither <see cref="AfterBytes"/>, <see cref="AfterMessages"/> nor <see cref="After"/>, it happens as soon as it can: a refusal while the connection opens, anything else
/// once the WebSocket is open, or an HTTP request's head has been passed on. Faults about frames and messages do nothing to an HTTP request.
/// </remarks>
/// <param name="Kind">What goes wrong.</param>
public sealed record ChaosFault(ChaosFaultKind Kind)
{
    private const int LeastCloseCode = 1_000;
    private const int MostCloseCode = 4_999;
    private const int LeastStatus = 400;
    private const int MostStatus = 599;
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <summary>Gets which connection it happens to.</summary>
    /// <value>1 or more, in the order in which connections are made; <see langword="null"/>, the default, for every one.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? Connection
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Connections are counted from 1.");
    }

    /// <summary>Gets after how many bytes from the client it happens: of a WebSocket's binary messages, or an HTTP body as it is sent.</summary>
    /// <value>0 or more. So many bytes are passed on, and not one more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long? AfterBytes
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An amount of bytes is 0 or more.");
    }

    /// <summary>Gets after how many text messages from the server it happens.</summary>
    /// <value>0 or more. So many messages are passed on, and not one more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? AfterMessages
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of messages is 0 or more.");
    }

    /// <summary>Gets after how much time it happens, from when the WebSocket is open or the request's head has been passed on.</summary>
    /// <value>0 to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? After
    {
        get;
        init => field = InRange(value);
    }

    /// <summary>Gets the code of <see cref="ChaosFaultKind.Close"/>.</summary>
    /// <value>1,000 to 4,999. The default is 1011.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int CloseCode
    {
        get;
        init => field = value is >= LeastCloseCode and <= MostCloseCode ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A close code is {LeastCloseCode} to {MostCloseCode}.");
    } = 1_011;

    /// <summary>Gets the HTTP status of <see cref="ChaosFaultKind.Http"/>.</summary>
    /// <value>400 to 599. The default is 503.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int StatusCode
    {
        get;
        init => field = value is >= LeastStatus and <= MostStatus ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"The status of a refusal is {LeastStatus} to {MostStatus}.");
    } = 503;

    /// <summary>Gets what <see cref="ChaosFaultKind.Http"/> says in the header <c>Retry-After</c>, in whole seconds.</summary>
    /// <value>0 to 1 day; <see langword="null"/>, the default, leaves the header out.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? RetryAfter
    {
        get;
        init => field = InRange(value);
    }

    /// <summary>Gets which way <see cref="ChaosFaultKind.Stall"/> and <see cref="ChaosFaultKind.Delay"/> work.</summary>
    /// <value>The default is both ways.</value>
    public ChaosDirection Direction { get; init; }

    /// <summary>Gets how long <see cref="ChaosFaultKind.Stall"/> lasts, or how much <see cref="ChaosFaultKind.Delay"/> adds.</summary>
    /// <value>0 to 1 day; <see langword="null"/>, the default, stalls for good, and delays by 200 ms.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? Duration
    {
        get;
        init => field = InRange(value);
    }

    /// <summary>Gets how fast <see cref="ChaosFaultKind.SlowRead"/> reads.</summary>
    /// <value>10 or more. The default is 8,000, which is a quarter of what 16 kHz, 16-bit, mono audio needs.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int BytesPerSecond
    {
        get;
        init => field = value >= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A reading speed is 10 bytes a second or more.");
    } = 8_000;

    /// <summary>Gets whether it happens while the connection opens, whatever its place says.</summary>
    internal bool IsOpening => Kind is ChaosFaultKind.Refuse or ChaosFaultKind.RefuseTls or ChaosFaultKind.Silence or ChaosFaultKind.Http;

    internal bool HasPlace => AfterBytes is not null || AfterMessages is not null || After is not null;

    /// <summary>Reads a fault in its short form, such as <c>close:4003@2messages#1</c>. docs/testing.md describes it.</summary>
    /// <param name="text">The short form.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="FormatException">The text is not right; the message says what would be.</exception>
    public static ChaosFault Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FaultText.Parse(text);
    }

    /// <summary>Writes the short form, which <see cref="Parse"/> reads.</summary>
    /// <returns>The short form.</returns>
    public override string ToString() => FaultText.Write(this);

    private static TimeSpan? InRange(TimeSpan? value) => value is null || (value >= TimeSpan.Zero && value <= LongestTime)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A time is 0 to 1 day.");
}
