using Microsoft.Extensions.Logging;

namespace Mimi.Server;

/// <summary>What is logged of the server itself.</summary>
internal static partial class MimiServerLog
{
    [LoggerMessage(101, LogLevel.Warning, "The server did not stop cleanly.")]
    public static partial void StopFailed(ILogger logger, Exception exception);

    [LoggerMessage(103, LogLevel.Information, "Connection {Connection}: the fault {Fault} happens, after {Bytes} bytes of the client and {Messages} messages of the server.")]
    public static partial void Fault(ILogger logger, int connection, string fault, long bytes, int messages);

    [LoggerMessage(102, LogLevel.Warning, "Open mode: neither accounts nor an access token are set, so every program on this machine is let in. Tokens are issued to whoever asks.")]
    public static partial void Open(ILogger logger);
}
