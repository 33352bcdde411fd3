using System.Net.WebSockets;

namespace Mimi.Client.Engines;

/// <summary>The engine over the BCL's own <see cref="ClientWebSocket"/>, for those who prefer it, or cannot set headers.</summary>
/// <remarks>
/// Its sockets have the limits of the BCL's: a close without a code looks like code 1000; the codes 1004 and 1015 and a reason that is not UTF-8 are one
/// fault that cannot be told apart; text that is not UTF-8 is a fault of the socket; and a frame is read with at least two reads. <see cref="HttpNetworkEngine"/> has none of them.
/// </remarks>
public sealed class ClientWebSocketNetworkEngine : MimiNetworkEngine
{
    private readonly EngineInvokers _invokers;

    /// <summary>Initializes a new instance of the <see cref="ClientWebSocketNetworkEngine"/> class.</summary>
    /// <param name="handler">
    /// The handler to send through, whose proxy, TLS and client certificate settings are used as they are; or <see langword="null"/> for the engine's own ways: requests go through a new
    /// <see cref="SocketsHttpHandler"/>, which uses a connection for up to 5 minutes; each session is connected by itself, which is cheaper, or through another such handler where the system has a
    /// proxy (<see cref="HttpClient.DefaultProxy"/>). Both make a connection, its TLS handshake included, in 15 seconds or not at all, and neither follow redirects, nor keep cookies, nor decompress.
    /// What goes to this computer itself (<see cref="Uri.IsLoopback"/>), a local mimi for example, never goes through the system's proxy.
    /// Sessions connected by themselves are not in the metrics and traces of <c>System.Net.Http</c>: give a handler to see them there.
    /// </param>
    /// <param name="disposeHandler">Whether disposing the engine disposes <paramref name="handler"/>.</param>
    public ClientWebSocketNetworkEngine(HttpMessageHandler? handler = null, bool disposeHandler = true)
    {
        _invokers = new EngineInvokers(handler, disposeHandler, () => Connection.UnacknowledgedTimeout);
    }

    /// <summary>Gets whether mimi's headers are sent as query parameters, as browsers must, instead of as headers (https://mimi.readme.io/docs/use-query).</summary>
    /// <value>
    /// The default is <see langword="false"/>. If <see langword="true"/>, a header <c>x-mimi-NAME</c> becomes the parameter <c>NAME</c>, a bearer token becomes
    /// <c>access-token</c>, and <c>Content-Type</c>, unless it is that of a form, becomes <c>content-type</c>, which <c>X-Mimi-Content-Type</c> wins over. A request with a body keeps its
    /// <c>Content-Type</c>, too. Beware: servers and proxies write queries to their logs, and so the token.
    /// </value>
    public bool HeadersAsQuery { get; init; }

    /// <summary>Gets how a WebSocket notices that the other side is gone without a word.</summary>
    /// <value>By default no pings, and 9 seconds for sent data to be acknowledged.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public MimiConnectionOptions Connection
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    private TimeProvider Clock => Connection.TimeProvider;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request has no absolute http or https address.</exception>
    /// <exception cref="MimiTimeoutException">The handler gave up waiting.</exception>
    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = RequestAddress.Of(request);
        long started = Clock.GetTimestamp();
        try
        {
            HttpRequestMessage sent = HeadersAsQuery ? WithQuery(request, address) : request;
            HttpResponseMessage response = await _invokers.Requests.SendAsync(sent, cancellationToken).ConfigureAwait(false);
            response.RequestMessage = request; // Not the one whose address carries the token.
            return response;
        }
        catch (Exception e) when (NetworkFailure.Translate(e, address, Clock.GetElapsedTime(started), cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request has no absolute http or https address, or is no GET.</exception>
    /// <exception cref="MimiTimeoutException">The handler gave up waiting.</exception>
    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = RequestAddress.OfUpgrade(request);
        long started = Clock.GetTimestamp();
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = Connection.PingInterval ?? TimeSpan.Zero;
            socket.Options.KeepAliveTimeout = Connection.PingInterval is null ? Timeout.InfiniteTimeSpan : Connection.PingTimeout; // Infinite means pongs that nobody asked for.
            using var upgrade = new UpgradeHandler(_invokers.Upgrades, request, HeadersAsQuery, Clock);
            using var invoker = new HttpMessageInvoker(upgrade);
            Uri target = HeadersAsQuery ? HeaderQuery.AddressOf(request, address) : address;
            await socket.ConnectAsync(WithWebSocketScheme(target), invoker, cancellationToken).ConfigureAwait(false);
            return Connection.PingInterval is null ? socket : new PingingWebSocket(socket, Connection.PingTimeout);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (NetworkFailure.Translate(e, address, Clock.GetElapsedTime(started), cancellationToken) is { } translated)
            {
                throw translated;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _invokers.Dispose();
        base.Dispose(disposing);
    }

    private static Uri WithWebSocketScheme(Uri address) =>
        new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs, Fragment = string.Empty }.Uri;

    private static HttpRequestMessage WithQuery(HttpRequestMessage request, Uri address)
    {
        var sent = new HttpRequestMessage(request.Method, HeaderQuery.AddressOf(request, address))
        {
            Content = request.Content,
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        request.Headers.CopyTo(sent.Headers, HeaderQuery.Carries);
        foreach (KeyValuePair<string, object?> option in request.Options)
        {
            ((IDictionary<string, object?>)sent.Options).Add(option);
        }

        return sent;
    }
}
