using System.Net;
using System.Net.WebSockets;

namespace Mimi.Client.Engines;

/// <summary>The engine to use unless you have a reason for another: <see cref="SocketsHttpHandler"/> for HTTP, and the WebSocket handshake and frames of its own.</summary>
/// <remarks>
/// <para>
/// It does the handshake itself, over HTTP/1.1, because <see cref="ClientWebSocket"/> leaves out the <c>Content-Type</c> header that the service reads the
/// audio format from, and it frames messages itself, so that every close code can be seen (see <see cref="MimiNetworkEngine.CreateWebSocket"/>).
/// </para>
/// <para>
/// A handshake that is cancelled closes its connection. One that is cancelled while the connection is still being made returns at once, too; a <see cref="SocketsHttpHandler"/>
/// that is given, or that reaches a proxy, gives up that connection up to 5 seconds later.
/// </para>
/// </remarks>
public sealed class HttpNetworkEngine : MimiNetworkEngine
{
    private readonly EngineInvokers _invokers;

    /// <summary>Initializes a new instance of the <see cref="HttpNetworkEngine"/> class.</summary>
    /// <param name="handler">
    /// The handler to send through, whose proxy, TLS and client certificate settings are used as they are; or <see langword="null"/> for the engine's own ways: requests go through a new
    /// <see cref="SocketsHttpHandler"/>, which uses a connection for up to 5 minutes; each session is connected by itself, which is cheaper, or through another such handler where the system has a
    /// proxy (<see cref="HttpClient.DefaultProxy"/>). Both make a connection, its TLS handshake included, in 15 seconds or not at all, and neither follow redirects, nor keep cookies, nor decompress.
    /// What goes to this computer itself (<see cref="Uri.IsLoopback"/>), a local mimi for example, never goes through the system's proxy.
    /// Sessions connected by themselves are not in the metrics and traces of <c>System.Net.Http</c>: give a handler to see them there.
    /// </param>
    /// <param name="disposeHandler">Whether disposing the engine disposes <paramref name="handler"/>.</param>
    public HttpNetworkEngine(HttpMessageHandler? handler = null, bool disposeHandler = true)
    {
        _invokers = new EngineInvokers(handler, disposeHandler, () => Connection.UnacknowledgedTimeout);
    }

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
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(_invokers.Requests, request, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request has no absolute http or https address, or is no GET.</exception>
    /// <exception cref="MimiTimeoutException">The handler gave up waiting.</exception>
    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = RequestAddress.OfUpgrade(request);
        Task<string> accept = UpgradeHandshake.Prepare(request);
        HttpResponseMessage response = await SendAsync(_invokers.Upgrades, request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                throw await new Refusal(response, RequestSecrets.Of(request), Clock).ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            UpgradeHandshake.Check(response, await accept.ConfigureAwait(false), address);
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return stream.CanWrite
                ? CreateWebSocket(stream, Connection)
                : throw new MimiIOException($"The WebSocket handshake with {address.HostAndPort()} failed: the handler gave no stream to write to.", "handshake");
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _invokers.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker invoker, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = RequestAddress.Of(request);
        long started = Clock.GetTimestamp();
        try
        {
            return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (NetworkFailure.Translate(e, address, Clock.GetElapsedTime(started), cancellationToken) is { } translated)
        {
            throw translated;
        }
    }
}
