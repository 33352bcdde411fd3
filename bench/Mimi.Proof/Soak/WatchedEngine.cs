using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Proof.Soak;

/// <summary>An engine that remembers which WebSockets it made.</summary>
internal sealed class WatchedEngine(MimiNetworkEngine engine, LiveObjects connections) : MimiNetworkEngine
{
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => engine.SendAsync(request, cancellationToken);

    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        WebSocket socket = await engine.ConnectAsync(request, cancellationToken).ConfigureAwait(false);
        connections.Add(socket);
        return socket;
    }
}
