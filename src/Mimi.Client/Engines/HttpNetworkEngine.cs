using System.Net;
using System.Net.WebSockets;

namespace Mimi.Client.Engines;

/// <summary>The engine used unless another is given: <see cref="SocketsHttpHandler"/> for HTTP and for the WebSocket handshake.</summary>
/// <remarks>
/// <para>
/// It does the handshake itself, over HTTP/1.1, because <see cref="ClientWebSocket"/> leaves out the <c>Content-Type</c> header that the service reads the
/// audio format from, and it frames messages itself, so that every close code can be seen (see <see cref="MimiNetworkEngine.CreateWebSocket"/>).
/// </para>
/// <para>
/// A handshake that is cancelled while it waits for an answer closes its connection. One that is cancelled while the connection is still being made
/// returns at once, too, but <see cref="SocketsHttpHandler"/> gives up that connection up to 5 seconds later.
/// </para>
/// </remarks>
public sealed class HttpNetworkEngine : MimiNetworkEngine
{
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Initializes a new instance of the <see cref="HttpNetworkEngine"/> class.</summary>
    /// <param name="handler">
    /// The handler to send through, whose proxy, TLS and client certificate settings are used as they are; or <see langword="null"/> for a new
    /// <see cref="SocketsHttpHandler"/> that makes a connection, its TLS handshake included, in 15 seconds or not at all, uses it for up to 5 minutes, and neither
    /// follows redirects, nor keeps cookies, nor decompresses.
    /// </param>
    /// <param name="disposeHandler">Whether disposing the engine disposes <paramref name="handler"/>.</param>
    public HttpNetworkEngine(HttpMessageHandler? handler = null, bool disposeHandler = true)
    {
        _invoker = new HttpMessageInvoker(handler ?? DefaultHandler.Create(), handler is null || disposeHandler);
    }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request has no absolute http or https address.</exception>
    /// <exception cref="MimiTimeoutException">The handler gave up waiting.</exception>
    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = RequestAddress.Of(request);
        long started = Clock.GetTimestamp();
        try
        {
            return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
        string key = UpgradeHandshake.Prepare(request);
        HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                throw await new Refusal(response, RequestSecrets.Of(request), Clock).ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            UpgradeHandshake.Check(response, key, address);
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return stream.CanWrite
                ? CreateWebSocket(stream)
                : throw new MimiIOException($"The WebSocket handshake with {address.HostAndPort()} failed: the handler gave no stream to write to.");
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
        _invoker.Dispose();
        base.Dispose(disposing);
    }
}
