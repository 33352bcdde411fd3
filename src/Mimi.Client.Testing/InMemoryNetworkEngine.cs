using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Testing;

/// <summary>An engine without a network: the test plays the server, over the same WebSocket framing as on a real connection.</summary>
public sealed class InMemoryNetworkEngine : MimiNetworkEngine
{
    private readonly Func<HttpRequestMessage, WebSocket, CancellationToken, Task>? _onConnect;
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? _onRequest;
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>Initializes a new instance of the <see cref="InMemoryNetworkEngine"/> class.</summary>
    /// <param name="onConnect">
    /// Plays the server of one session: it is given the upgrade request, the server's end of the socket and a token that is cancelled when the engine is disposed. When it
    /// returns, the connection is dropped if it was not closed. Between the two ends fit 64 KiB in each direction: a server that does not read makes the client wait.
    /// </param>
    /// <param name="onRequest">Answers one HTTP request; to refuse it, answer with another status, and to lose it, throw a <see cref="MimiIOException"/>.</param>
    public InMemoryNetworkEngine(
        Func<HttpRequestMessage, WebSocket, CancellationToken, Task>? onConnect = null,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? onRequest = null)
    {
        _onConnect = onConnect;
        _onRequest = onRequest;
    }

    /// <summary>Gets or sets what happens before a session is accepted: it may throw, or wait, as a server does that refuses or stalls.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task>? BeforeConnect { get; set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No answer to HTTP requests was given.</exception>
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (_onRequest ?? throw new InvalidOperationException("This engine answers no HTTP requests; give it onRequest."))(request, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No server for sessions was given.</exception>
    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Func<HttpRequestMessage, WebSocket, CancellationToken, Task> serve =
            _onConnect ?? throw new InvalidOperationException("This engine accepts no sessions; give it onConnect.");
        if (BeforeConnect is { } before)
        {
            await before(request, cancellationToken).ConfigureAwait(false);
        }

        var (clientEnd, serverEnd) = MemoryConnection.CreatePair();
        _ = ServeAsync(serve, request, WebSocket.CreateFromStream(serverEnd, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero }));
        return CreateWebSocket(clientEnd);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed.Cancel();
        }

        base.Dispose(disposing);
    }

    private async Task ServeAsync(Func<HttpRequestMessage, WebSocket, CancellationToken, Task> serve, HttpRequestMessage request, WebSocket server)
    {
        using (server)
        {
            await Task.Yield(); // The client has its socket before the server speaks.
            try
            {
                await serve(request, server, _disposed.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
            {
                // The client went away, or the test is over: a server would log it and go on.
            }
        }
    }
}
