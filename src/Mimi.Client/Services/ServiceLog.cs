using Microsoft.Extensions.Logging;

namespace Mimi.Client.Services;

/// <summary>What HTTP calls tell the log: how they went, never what they said.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(11, LogLevel.Warning, "A call to {Host} failed ({Failure}, HTTP status {Status}) and is made again in {Milliseconds} ms.")]
    public static partial void Repeating(ILogger logger, string host, string failure, int? status, long milliseconds);
}
