using System.Globalization;

namespace Mimi.Client.Tokens;

/// <summary>A token that was issued, with everything that the service said of it.</summary>
/// <remarks>It shows the token to nobody who does not ask for it: a log of this object tells when it expires.</remarks>
public sealed class MimiAccessToken
{
    /// <summary>Gets the token itself, without a scheme such as <c>Bearer</c>.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Gets how long the token lives from its issue on (<c>expires_in</c>).</summary>
    /// <value>Usually one hour (https://mimi.readme.io/docs/faq), which is also taken where the service does not say.</value>
    public required TimeSpan ExpiresIn { get; init; }

    /// <summary>Gets when the token expires: when it was received by this machine's clock, and <see cref="ExpiresIn"/>.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets when the service began to issue the token (<c>startTimestamp</c>), by its clock.</summary>
    public DateTimeOffset? StartTimestamp { get; init; }

    /// <summary>Gets when the service had issued the token (<c>endTimestamp</c>), by its clock. It is not when the token expires.</summary>
    public DateTimeOffset? EndTimestamp { get; init; }

    /// <summary>Gets the id of the issue (<c>operationId</c>).</summary>
    public string? OperationId { get; init; }

    /// <summary>Gets where the issue can be looked up (<c>selfLink</c>).</summary>
    public string? SelfLink { get; init; }

    /// <summary>Gets what the issue was for (<c>targetLink</c>); usually empty.</summary>
    public string? TargetLink { get; init; }

    /// <summary>Gets the kind of the answer (<c>kind</c>), such as <c>auth#operation#accesstoken</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets the number in the answer (<c>code</c>), such as 200.</summary>
    public int? Code { get; init; }

    /// <summary>Gets how far the issue has come, in percent (<c>progress</c>).</summary>
    public int? Progress { get; init; }

    /// <summary>Gets how the issue ended (<c>status</c>), such as <c>success</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the error (<c>error</c>); usually empty.</summary>
    public string? Error { get; init; }

    /// <summary>Says when the token expires, and nothing else.</summary>
    /// <returns>The time, in UTC.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"an access token that expires at {ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
}
