using Microsoft.Extensions.Logging;

namespace Mimi.Server.Http;

/// <summary>What is logged of plain requests: never what they carry.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(301, LogLevel.Debug, "A request was refused with HTTP status {StatusCode}.")]
    public static partial void Refused(ILogger logger, int statusCode);

    [LoggerMessage(302, LogLevel.Error, "A request failed.")]
    public static partial void Failed(ILogger logger, Exception exception);
}
