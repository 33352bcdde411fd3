namespace Mimi.Client.Engines;

/// <summary>The handler of an engine that is given none.</summary>
internal static class DefaultHandler
{
    /// <summary>How long a connection, its TLS handshake included, may take. Ours: a handshake with mimi usually takes 100 ms.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection is used for new requests, so that a change in DNS is seen.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Sends and receives as it is told: no redirects (they would carry the token on), no cookies, nothing decompressed.</summary>
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
