using System.Text;
using Mimi.Wire;

namespace Mimi.Client.Engines;

/// <summary>Carries headers as query parameters, for platforms that cannot set them (https://mimi.readme.io/docs/use-query).</summary>
internal static class HeaderQuery
{
    private const string ContentType = "Content-Type";
    private const string Authorization = "Authorization";
    private const string BearerScheme = "Bearer ";

    /// <summary>Tells whether the query carries a header, so that the header itself is left out.</summary>
    public static bool Carries(string name, string value) =>
        name.StartsWith(MimiHeaders.Prefix, StringComparison.OrdinalIgnoreCase)
        || (name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) && value.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds the parameters to a request's address; the query that is there stays.</summary>
    public static Uri AddressOf(HttpRequestMessage request, Uri address)
    {
        var query = new StringBuilder(address.Query.TrimStart('?'));
        foreach (var (name, value) in Parameters(request))
        {
            query.Append(query.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new UriBuilder(address) { Query = query.ToString(), Fragment = string.Empty }.Uri;
    }

    private static IEnumerable<(string Name, string Value)> Parameters(HttpRequestMessage request)
    {
        bool namesContentType = false;
        foreach (var header in request.Headers.NonValidated)
        {
            string value = header.Value.ToString();
            if (Carries(header.Key, value))
            {
                namesContentType |= header.Key.Equals(MimiHeaders.ContentType, StringComparison.OrdinalIgnoreCase);
                yield return header.Key.Equals(Authorization, StringComparison.OrdinalIgnoreCase)
                    ? (MimiHeaders.AccessTokenParameter, value[BearerScheme.Length..].Trim())
                    : (header.Key[MimiHeaders.Prefix.Length..].ToLowerInvariant(), value);
            }
        }

        if (!namesContentType && request.Content is { } content && content.Headers.NonValidated.TryGetValues(ContentType, out var contentType)
            && !IsForm(contentType.ToString()))
        {
            yield return (MimiHeaders.ContentTypeParameter, contentType.ToString());
        }
    }

    /// <summary>A form's type says how to read the body, and nothing about audio.</summary>
    private static bool IsForm(string contentType) =>
        contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
}
