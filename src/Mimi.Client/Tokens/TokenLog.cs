using Microsoft.Extensions.Logging;

namespace Mimi.Client.Tokens;

/// <summary>What a credential tells the log: when its token was renewed, never the token.</summary>
internal static partial class TokenLog
{
    [LoggerMessage(21, LogLevel.Debug, "Access token issued; it expires at {ExpiresAt:u}.")]
    public static partial void Issued(ILogger logger, DateTimeOffset expiresAt);

    [LoggerMessage(22, LogLevel.Warning, "No access token could be had: {Failure}, HTTP status {Status}.")]
    public static partial void NotIssued(ILogger logger, string failure, int? status);

    [LoggerMessage(23, LogLevel.Debug, "The access token was refused, and is renewed.")]
    public static partial void Refused(ILogger logger);

    [LoggerMessage(24, LogLevel.Debug, "The access token was refused, and is not renewed: it is new itself.")]
    public static partial void RefusedAgain(ILogger logger);
}
