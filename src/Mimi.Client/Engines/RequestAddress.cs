namespace Mimi.Client.Engines;

/// <summary>Where a request goes, as far as it may be told: a query can carry a token, so messages name the host and port only.</summary>
internal static class RequestAddress
{
    /// <exception cref="ArgumentException">The request has no absolute http or https address.</exception>
    public static Uri Of(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.RequestUri switch
        {
            null => throw new ArgumentException("The request has no address; give it an absolute http or https one.", nameof(request)),
            { IsAbsoluteUri: false } => throw new ArgumentException("The request's address is relative; give it an absolute http or https one.", nameof(request)),
            { Scheme: var scheme } when scheme != Uri.UriSchemeHttp && scheme != Uri.UriSchemeHttps =>
                throw new ArgumentException($"The scheme of the request's address is {scheme}; it must be http or https, for WebSockets too.", nameof(request)),
            var address => address,
        };
    }

    /// <exception cref="ArgumentException">The request has no absolute http or https address, or is no GET.</exception>
    public static Uri OfUpgrade(HttpRequestMessage request)
    {
        Uri address = Of(request);
        return request.Method == HttpMethod.Get
            ? address
            : throw new ArgumentException($"The method of the request is {request.Method}; a WebSocket begins with GET.", nameof(request));
    }

    public static string HostAndPort(this Uri address) => $"{address.Host}:{address.Port}";
}
