namespace Mimi.Server.Http;

/// <summary>The request cannot be served. The message goes to the caller, so it says what would be right.</summary>
internal sealed class RefusedException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    /// <summary>Gets when to try again, if that is of use.</summary>
    public int? RetryAfterSeconds { get; init; }
}
