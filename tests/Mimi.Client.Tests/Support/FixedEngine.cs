using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>An engine that connects to one given socket.</summary>
internal sealed class FixedEngine(WebSocket socket) : MimiNetworkEngine
{
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(socket);
}
