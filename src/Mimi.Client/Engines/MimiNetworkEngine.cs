using System.Net.WebSockets;
using Mimi.Client.Engines.Framing;

namespace Mimi.Client.Engines;

/// <summary>Moves bytes. Knows HTTP and the WebSocket handshake, and nothing of speech.</summary>
/// <remarks>
/// An engine is safe for concurrent use and meant to be shared by every client of a process; whoever creates it disposes it.
/// Derive from this class to bring another network stack: two methods are all there is.
/// </remarks>
public abstract class MimiNetworkEngine : IDisposable
{
    /// <summary>Sends one HTTP request and returns as soon as the response headers are read.</summary>
    /// <param name="request">The request, with an absolute <c>http</c> or <c>https</c> URI. Every header, content headers included, is sent as it is.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response, whatever its status. The caller disposes it.</returns>
    /// <exception cref="MimiIOException">No response was had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; never for any other reason.</exception>
    public abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Upgrades one HTTP request to a WebSocket.</summary>
    /// <param name="request">A GET request with an absolute <c>http</c> or <c>https</c> URI. Every header, content headers included, is sent as it is.</param>
    /// <param name="cancellationToken">Cancels the handshake; it has no effect on an open socket.</param>
    /// <returns>
    /// An open WebSocket. The caller disposes it. Its pending operations must end when their token is cancelled or <see cref="WebSocket.Abort"/> is called,
    /// and its sends must not block the thread on which they begin, which may be the user's. It sends no pings unless it is told to.
    /// </returns>
    /// <exception cref="MimiIOException">No connection could be made, or the handshake was no WebSocket handshake.</exception>
    /// <exception cref="MimiServiceException">The server refused the upgrade.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; never for any other reason.</exception>
    public abstract Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a WebSocket of a stream that was upgraded already, for an engine that does its own handshake.</summary>
    /// <param name="stream">
    /// A readable and writable stream whose next byte is the server's first frame. The socket owns it from now on and disposes it.
    /// One read and one write are pending at a time; both must end when their token is cancelled.
    /// </param>
    /// <param name="options">
    /// When it sends pings, which only somebody who always receives sees the answers of: an unanswered one ends the socket with a <see cref="MimiTimeoutException"/>.
    /// <see langword="null"/> for no pings.
    /// </param>
    /// <returns>
    /// The client's side of RFC 6455, without extensions or a sub-protocol. It answers pings while a receive is pending, and reports every
    /// close code as it came: a close without a code is <see cref="WebSocketCloseStatus.Empty"/>. It does not check that text is UTF-8. A failed send ends the sending
    /// only: what the server still says can be received.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be read, or cannot be written.</exception>
    protected static WebSocket CreateWebSocket(Stream stream, MimiConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanWrite)
        {
            throw new ArgumentException("The stream of a WebSocket must be readable and writable.", nameof(stream));
        }

        return new FramedWebSocket(stream, options);
    }

    /// <summary>Releases what the engine holds.</summary>
    /// <param name="disposing"><see langword="true"/> when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
