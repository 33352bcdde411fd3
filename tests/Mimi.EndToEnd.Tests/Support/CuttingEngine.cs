using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>An engine whose connections can be cut.</summary>
internal sealed class CuttingEngine : MimiNetworkEngine
{
    private readonly HttpNetworkEngine _engine = new();
    private WebSocket? _last;

    public int Connections { get; private set; }

    /// <summary>Cuts the connection that was made last.</summary>
    public void Cut() => _last?.Abort();

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _engine.SendAsync(request, cancellationToken);

    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Connections++;
        return _last = await _engine.ConnectAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _engine.Dispose();
        }

        base.Dispose(disposing);
    }
}
