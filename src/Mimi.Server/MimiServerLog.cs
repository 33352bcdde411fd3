using Microsoft.Extensions.Logging;

namespace Mimi.Server;

/// <summary>What is logged of the server itself.</summary>
internal static partial class MimiServerLog
{
    [LoggerMessage(101, LogLevel.Warning, "The server did not stop cleanly.")]
    public static partial void StopFailed(ILogger logger, Exception exception);
}
