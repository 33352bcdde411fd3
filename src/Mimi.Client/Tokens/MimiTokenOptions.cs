using Mimi.Client.Services;

namespace Mimi.Client.Tokens;

/// <summary>Where the token service's calls are, and how long they are waited for.</summary>
public sealed record MimiTokenOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    /// <summary>Gets the path of issuing, below the service's address.</summary>
    /// <value>Escaped segments without a slash in front. The default is <c>v2/token</c>.</value>
    /// <exception cref="ArgumentException">The value is no such path.</exception>
    public string TokenPath
    {
        get;
        init => field = Path(value);
    } = "v2/token";

    /// <summary>Gets the path of revoking, below the service's address.</summary>
    /// <value>Escaped segments without a slash in front. The default is <c>v2/revoke</c>.</value>
    /// <exception cref="ArgumentException">The value is no such path.</exception>
    public string RevokePath
    {
        get;
        init => field = Path(value);
    } = "v2/revoke";

    /// <summary>Gets the path of validating, below the service's address.</summary>
    /// <value>Escaped segments without a slash in front. The default is <c>v2/validate</c>.</value>
    /// <exception cref="ArgumentException">The value is no such path.</exception>
    public string ValidatePath
    {
        get;
        init => field = Path(value);
    } = "v2/validate";

    /// <summary>Gets how long a call may take, its retries included.</summary>
    /// <value>More than zero, at most one hour. The default is 30 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ResponseTimeout
    {
        get;
        init => field = OptionRange.Positive(value, LongestTimeout);
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how a call that failed for the moment is made again.</summary>
    /// <value>The default is <see cref="MimiRetryOptions.Default"/>. No call of this service does harm when it happens twice.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiRetryOptions Retry
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = MimiRetryOptions.Default;

    /// <summary>Gets the clock of expiry, time-outs and retries.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;

    private static string Path(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new MimiServiceRequest { Path = value }.Path!; // Says what is wrong with it.
    }
}
