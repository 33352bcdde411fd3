namespace Mimi.Client.Continuous;

/// <summary>How a continuous session reconnects. It never does after a permanent refusal (<see cref="MimiException.IsTransient"/> is <see langword="false"/>).</summary>
/// <remarks>
/// The wait before each reconnection doubles, with jitter, so that clients do not come back all at once; where the server says <c>Retry-After</c>, it is at least as long as
/// that, and if that is longer than what is left of <see cref="Budget"/>, the session fails at once. Each opening asks the credential for its token.
/// A close without an error, code 1000 or none, says nothing about the next try and is reconnected after, too.
/// </remarks>
public sealed record MimiReconnectOptions
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestBudget = TimeSpan.FromHours(24);

    /// <summary>Gets the options of a session that never reconnects.</summary>
    public static MimiReconnectOptions None { get; } = new() { MaxAttempts = 0 };

    /// <summary>Gets how often a stretch of audio is tried again without a determined text of it.</summary>
    /// <value>0 to 1,000. The default is 10; 0 switches reconnections off.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxAttempts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000);
            field = value;
        }
    } = 10;

    /// <summary>Gets how long after the first failure a reconnection may still begin. It counts anew from the first failure after any result.</summary>
    /// <value>More than zero, at most 24 hours. The default is 60 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Budget
    {
        get;
        init => field = OptionRange.Positive(value, LongestBudget);
    } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the longest wait before the first reconnection. With jitter it is half of that at least.</summary>
    /// <value>More than zero, at most 10 minutes. The default is 0.25 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan BaseDelay
    {
        get;
        init => field = OptionRange.Positive(value, LongestDelay);
    } = TimeSpan.FromSeconds(0.25);

    /// <summary>Gets what no wait exceeds, unless the server asks for a longer one.</summary>
    /// <value>More than zero, at most 10 minutes. The default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = OptionRange.Positive(value, LongestDelay);
    } = TimeSpan.FromSeconds(10);

    /// <summary>Gets what makes the jitter the same each time, for tests.</summary>
    /// <value>Any number. The default is <see langword="null"/>: the jitter differs from session to session, as it should.</value>
    public int? JitterSeed { get; init; }
}
