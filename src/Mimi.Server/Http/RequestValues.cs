using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mimi.Wire;

namespace Mimi.Server.Http;

/// <summary>Reads what a caller says in a header or, as browsers must, in the query (https://mimi.readme.io/docs/use-query).</summary>
internal static class RequestValues
{
    /// <summary>Gets the value of a header of mimi's. The header goes before the query; the first of several wins.</summary>
    public static string? Option(HttpRequest request, string header) =>
        First(request.Headers[header]) ?? First(request.Query[header[MimiHeaders.Prefix.Length..]]);

    /// <summary>Gets what the audio is. <c>Content-Type</c> comes last: HTTP libraries set it on their own.</summary>
    public static string? AudioType(HttpRequest request) =>
        First(request.Headers[MimiHeaders.ContentType]) ?? First(request.Query[MimiHeaders.ContentTypeParameter]) ?? First(request.Headers.ContentType);

    public static string? First(StringValues values)
    {
        foreach (string? value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }
}
