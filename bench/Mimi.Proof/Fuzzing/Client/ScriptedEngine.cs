using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>An engine that has upgraded already: the next byte is the script's, and everything above it is the client's own.</summary>
internal sealed class ScriptedEngine(Stream stream) : MimiNetworkEngine
{
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(CreateWebSocket(stream));
}
