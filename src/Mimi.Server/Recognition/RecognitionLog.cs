using Microsoft.Extensions.Logging;

namespace Mimi.Server.Recognition;

/// <summary>What is logged of recognition: never audio, text or tokens.</summary>
internal static partial class RecognitionLog
{
    [LoggerMessage(1, LogLevel.Debug, "Session {SessionId} of {Process} begins.")]
    public static partial void Begins(ILogger logger, Guid sessionId, string process);

    [LoggerMessage(2, LogLevel.Debug, "Session {SessionId} ends: close code {CloseCode}, or HTTP status {StatusCode}.")]
    public static partial void Ends(ILogger logger, Guid sessionId, int closeCode, int statusCode);

    [LoggerMessage(4, LogLevel.Error, "The recognizer failed.")]
    public static partial void RecognizerFailed(ILogger logger, Exception exception);
}
