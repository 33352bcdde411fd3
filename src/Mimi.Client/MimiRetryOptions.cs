namespace Mimi.Client;

/// <summary>How an HTTP call that failed for the moment is made again. Sessions are not.</summary>
/// <remarks>
/// <para>
/// Made again are calls whose failure is transient (<see cref="MimiException.IsTransient"/>): HTTP 408, 429, 500, 502, 503 and 504, and lost or failed connections;
/// never one whose body cannot be sent again (see <see cref="Services.MimiRequestBody.FromStream"/>), and never because no token could be had.
/// </para>
/// <para>
/// The wait before each retry doubles, with jitter, so that callers do not come back all at once; where the server says <c>Retry-After</c>, it is as long as that.
/// A retry may repeat what a request did whose answer was lost: for a request that must not happen twice, such as one that creates something, use <see cref="None"/>.
/// </para>
/// </remarks>
public sealed record MimiRetryOptions
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestBudget = TimeSpan.FromHours(24);

    /// <summary>Gets the options that are used unless others are given: up to 3 retries within 30 seconds.</summary>
    public static MimiRetryOptions Default { get; } = new();

    /// <summary>Gets the options of a call that is made once.</summary>
    public static MimiRetryOptions None { get; } = new() { MaxRetries = 0 };

    /// <summary>Gets how often a call is made again, at most.</summary>
    /// <value>0 to 20. The default is 3; 0 switches retries off.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxRetries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 20);
            field = value;
        }
    } = 3;

    /// <summary>Gets about how long the wait before the first retry is.</summary>
    /// <value>More than zero, at most 10 minutes. The default is 0.5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan BaseDelay
    {
        get;
        init => field = OptionRange.Positive(value, LongestDelay);
    } = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets what no wait exceeds, unless the server asks for a longer one.</summary>
    /// <value>More than zero, at most 10 minutes. The default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = OptionRange.Positive(value, LongestDelay);
    } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long after the beginning of a call a retry may still begin. One that would begin later is not waited for: the failure is thrown at once.</summary>
    /// <value>More than zero, at most 24 hours. The default is 30 seconds. A try that has begun is not cut short by it, but by the call's own time-out, which covers all tries.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Budget
    {
        get;
        init => field = OptionRange.Positive(value, LongestBudget);
    } = TimeSpan.FromSeconds(30);
}
