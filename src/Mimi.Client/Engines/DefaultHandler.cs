using System.Net;
using System.Net.Sockets;
using Mimi.Client.Engines.Direct;

namespace Mimi.Client.Engines;

/// <summary>The handler of an engine that is given none.</summary>
internal static class DefaultHandler
{
    /// <summary>How long a connection, its TLS handshake included, may take. Ours: a handshake with mimi usually takes 100 ms.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection is used for new requests, so that a change in DNS is seen.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Sends requests, to other computers through the system's proxy if there is one.</summary>
    public static LoopbackHandler Create() => new(Invoke(static () => Create(usesProxy: false)), Invoke(static () => Create(usesProxy: true)));

    /// <summary>Connects each session by itself, or through the system's proxy if there is one, and gives a connection up when the other end acknowledges nothing for too long.</summary>
    /// <param name="limit">Says for how long, whenever a connection is made.</param>
    public static DirectHandler CreateForUpgrades(Func<TimeSpan> limit)
    {
        return new(ConnectWithLimitAsync, trusts: null, ConnectTimeout, Invoke(CreateProxied));

        SocketsHttpHandler CreateProxied()
        {
            SocketsHttpHandler proxied = Create(usesProxy: true);
            proxied.ConnectCallback = (context, cancellationToken) => ConnectWithLimitAsync(context.DnsEndPoint, cancellationToken);
            return proxied;
        }

        ValueTask<Stream> ConnectWithLimitAsync(DnsEndPoint endPoint, CancellationToken cancellationToken) => ConnectAsync(endPoint, limit(), cancellationToken);
    }

    /// <summary>Connects as <see cref="SocketsHttpHandler"/> itself does: by IPv6 or IPv4, to each address of the host in turn. The end point is the proxy's if there is one.</summary>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, TimeSpan limit, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            bool isAddress = IPAddress.TryParse(endPoint.Host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork; // Nothing to look up.
            EndPoint remote = isAddress ? new IPEndPoint(address!, endPoint.Port) : endPoint;
            await socket.ConnectAsync(remote, cancellationToken).ConfigureAwait(false);
            UnacknowledgedLimit.Set(socket, limit);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpMessageInvoker Invoke(Func<HttpMessageHandler> create) => new(new LazyHandler(create));

    /// <summary>Sends and receives as it is told: no redirects (they would carry the token on), no cookies, nothing decompressed.</summary>
    private static SocketsHttpHandler Create(bool usesProxy) => new()
    {
        UseProxy = usesProxy,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
