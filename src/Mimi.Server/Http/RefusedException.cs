using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Http;

/// <summary>The request cannot be served. The message goes to the caller, so it says what would be right.</summary>
internal sealed class RefusedException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    /// <summary>Gets when to try again, if that is of use.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Says in the headers when to try again, if that is of use.</summary>
    public void SetHeaders(HttpResponse response)
    {
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
