using System.Net;
using System.Net.WebSockets;

namespace Mimi.Client;

/// <summary>The server answered, and the answer was no: a refused request, an error inside an answer of success, or a session that it closed before the final result.</summary>
public sealed class MimiServiceException : MimiException
{
    private readonly TimeSpan? _retryAfter;
    private readonly string? _advice;

    /// <summary>Initializes a new instance of the <see cref="MimiServiceException"/> class for a refused request.</summary>
    /// <param name="statusCode">The HTTP status. One of success says that the error is in the body of the answer.</param>
    /// <param name="detail">The body of the answer, or its beginning.</param>
    /// <param name="retryAfter">How long the server asks to wait.</param>
    public MimiServiceException(HttpStatusCode statusCode, string? detail = null, TimeSpan? retryAfter = null)
        : base(
            (int)statusCode is >= 200 and <= 299
                ? $"The server answered with HTTP status {(int)statusCode}, and with an error in place of the result."
                : $"The server answered with HTTP status {(int)statusCode}.",
            null)
    {
        StatusCode = statusCode;
        Detail = detail;
        _retryAfter = retryAfter;
    }

    /// <summary>Initializes a new instance of the <see cref="MimiServiceException"/> class for a session that the server closed.</summary>
    /// <param name="closeStatus">The close code; <see cref="WebSocketCloseStatus.Empty"/> if the server gave none.</param>
    /// <param name="detail">The reason that the server gave.</param>
    /// <param name="sessionId">The session's id, if a result told it.</param>
    public MimiServiceException(WebSocketCloseStatus closeStatus, string? detail = null, string? sessionId = null)
        : base(
            closeStatus == WebSocketCloseStatus.Empty
                ? "The server closed the session without a close code, before the final result."
                : $"The server closed the session with code {(int)closeStatus}, before the final result.",
            null)
    {
        CloseStatus = closeStatus;
        Detail = detail;
        SessionId = sessionId;
    }

    internal MimiServiceException(string message, HttpStatusCode statusCode, int? errorCode, string? detail, string? advice, TimeSpan? retryAfter = null)
        : base(message, null)
    {
        StatusCode = statusCode;
        ErrorCode = errorCode;
        Detail = detail;
        _advice = advice;
        _retryAfter = retryAfter;
        IsRedacted = true;
    }

    /// <summary>Gets the HTTP status, if a request was refused. It is 200 where mimi tells of an error in the body of an answer that looks like a success.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Gets a value indicating whether the request's secrets have been taken out of <see cref="Detail"/> already.</summary>
    internal bool IsRedacted { get; }

    /// <summary>Gets the close code, if a session was closed; <see cref="WebSocketCloseStatus.Empty"/> if the server gave none.</summary>
    public WebSocketCloseStatus? CloseStatus { get; }

    /// <summary>Gets the error's number in the body of the answer, where it has one; so far the token service's answers do.</summary>
    public int? ErrorCode { get; }

    /// <summary>Gets what the server said: the beginning of the body, or the reason of the close. It is not part of the message.</summary>
    public string? Detail { get; }

    /// <inheritdoc/>
    public override TimeSpan? RetryAfter => _retryAfter;

    /// <inheritdoc/>
    public override string? Advice => _advice ?? base.Advice;
}
