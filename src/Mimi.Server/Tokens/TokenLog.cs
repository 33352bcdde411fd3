using Microsoft.Extensions.Logging;

namespace Mimi.Server.Tokens;

/// <summary>What is logged of tokens: never a token or a secret.</summary>
internal static partial class TokenLog
{
    [LoggerMessage(201, LogLevel.Debug, "A token with {Scopes} scopes was issued.")]
    public static partial void Issued(ILogger logger, int scopes);

    [LoggerMessage(202, LogLevel.Debug, "A token was revoked.")]
    public static partial void Revoked(ILogger logger);
}
