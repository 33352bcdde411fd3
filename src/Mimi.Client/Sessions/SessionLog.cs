using Microsoft.Extensions.Logging;

namespace Mimi.Client.Sessions;

/// <summary>What a session tells the log: its life, never its content.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(1, LogLevel.Debug, "Session opened.")]
    public static partial void Opened(ILogger logger);

    [LoggerMessage(2, LogLevel.Debug, "Session could not be opened: {Failure}.")]
    public static partial void NotOpened(ILogger logger, string failure);

    [LoggerMessage(3, LogLevel.Debug, "Session is stopping.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(4, LogLevel.Debug, "Session {SessionId} ended, close code {CloseCode}.")]
    public static partial void Ended(ILogger logger, string? sessionId, int? closeCode);

    [LoggerMessage(5, LogLevel.Warning, "Session {SessionId} failed, close code {CloseCode}: {Failure}.")]
    public static partial void Failed(ILogger logger, string? sessionId, int? closeCode, string failure);

    [LoggerMessage(6, LogLevel.Debug, "Session {SessionId} was disconnected by this side.")]
    public static partial void Cancelled(ILogger logger, string? sessionId);

    [LoggerMessage(7, LogLevel.Warning, "Session {SessionId} left out {Count} temporary results that nobody read in time.")]
    public static partial void ResultsDropped(ILogger logger, string? sessionId, long count);

    [LoggerMessage(8, LogLevel.Trace, "Frame of {Bytes} bytes sent.")]
    public static partial void FrameSent(ILogger logger, int bytes);

    [LoggerMessage(9, LogLevel.Trace, "Message of {Bytes} bytes received.")]
    public static partial void MessageReceived(ILogger logger, int bytes);

    [LoggerMessage(10, LogLevel.Debug, "The connection could not be dropped: {Failure}.")]
    public static partial void NotDropped(ILogger logger, string failure);

    [LoggerMessage(11, LogLevel.Error, "Session {SessionId}: whoever waited for a result could not be run: {Failure}.")]
    public static partial void ReaderFailed(ILogger logger, string? sessionId, string failure);
}
