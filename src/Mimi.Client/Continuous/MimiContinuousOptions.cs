namespace Mimi.Client.Continuous;

/// <summary>How a continuous session cuts the audio into utterances, what it keeps for a reconnection, and how it reconnects.</summary>
public sealed record MimiContinuousOptions
{
    private static readonly TimeSpan ShortestUtterance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestUtterance = TimeSpan.FromMinutes(10);

    /// <summary>Gets how much audio is kept: what was sent and has no determined text yet, to be sent again if the connection breaks, and what waits to be sent.</summary>
    /// <value>1 second to 10 minutes, and not less than <see cref="MaxUtterance"/>. The default is 30 seconds, which is 960,000 bytes of 16 kHz, 16-bit, mono audio.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ReplayWindow
    {
        get;
        init => field = OptionRange.Between(value, ShortestUtterance, LongestUtterance);
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets what happens when the window is full of audio that could not be sent. Audio that was sent already slides out of it, which is no loss unless the connection breaks later.</summary>
    /// <value>The default is <see cref="MimiOverload.Wait"/>. It counts in place of <see cref="MimiSessionOptions.Overload"/>, as <see cref="IdleTimeout"/> does in place of <see cref="MimiSessionOptions.KeepAlive"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public MimiOverload Overload
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The value is Wait, DropOldest or Fail.");
    }

    /// <summary>Gets the length from which on an utterance is ended at the first pause of at least 300 ms, to go on over a new connection.</summary>
    /// <value>1 second to 10 minutes, and not more than <see cref="MaxUtterance"/>. The default is 20 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan RolloverAfter
    {
        get;
        init => field = OptionRange.Between(value, ShortestUtterance, LongestUtterance);
    } = TimeSpan.FromSeconds(20);

    /// <summary>Gets the length that no utterance exceeds: without a pause it is ended at the quietest place of its last seconds, which for that purpose are sent when all of them are there.</summary>
    /// <value>1 second to 10 minutes, not less than <see cref="RolloverAfter"/> and not more than <see cref="ReplayWindow"/>. The default is 28 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxUtterance
    {
        get;
        init => field = OptionRange.Between(value, ShortestUtterance, LongestUtterance);
    } = TimeSpan.FromSeconds(28);

    /// <summary>Gets after how much of a pause an utterance in which somebody spoke is ended already before <see cref="RolloverAfter"/>, so that each sentence gets its final text soon.</summary>
    /// <value>200 ms to 10 seconds. The default is <see langword="null"/>: utterances are as long as they may be, which needs the fewest connections.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? PauseToFinalize
    {
        get;
        init => field = value is { } pause ? OptionRange.Between(pause, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10)) : null;
    }

    /// <summary>Gets after how long without audio from the caller an utterance is ended and its final text asked for. The next audio opens a new connection.</summary>
    /// <value>0.1 to 25 seconds; mimi itself closes a connection that is idle for 30 seconds (https://mimi.readme.io/docs/learnaboutapi). The default is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan IdleTimeout
    {
        get;
        init => field = OptionRange.Between(value, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(25));
    } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how many connections are used at a time, those included that still wait for the final result of an utterance that is over.</summary>
    /// <value>1 to 16. The default is 3. With 1, audio waits in the window until the final result of the utterance before: for contracts that allow one session at a time.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxConnections
    {
        get;
        init => field = OptionRange.Between(value, 1, 16);
    } = 3;

    /// <summary>Gets how the session reconnects.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiReconnectOptions Reconnect
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    internal void ThrowIfInconsistent(string parameterName)
    {
        if (RolloverAfter > MaxUtterance)
        {
            throw new ArgumentException($"RolloverAfter is {RolloverAfter.TotalSeconds:0.###} s and MaxUtterance {MaxUtterance.TotalSeconds:0.###} s: an utterance must be allowed to reach RolloverAfter.", parameterName);
        }

        if (MaxUtterance > ReplayWindow)
        {
            throw new ArgumentException($"MaxUtterance is {MaxUtterance.TotalSeconds:0.###} s and ReplayWindow {ReplayWindow.TotalSeconds:0.###} s: the window must hold a whole utterance. Enlarge ReplayWindow, or lessen MaxUtterance and RolloverAfter.", parameterName);
        }
    }
}
