using System.Net;
using System.Net.WebSockets;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Testing;

namespace Mimi.Proof.Ledger;

/// <summary>Connections in memory, whose server has the bytes below its frames.</summary>
internal sealed class MemoryNetwork : LedgerNetwork
{
    private readonly LedgerEngine _engine;
    private int _served;

    public MemoryNetwork(LedgerServer server)
        : base(server)
    {
        _engine = new(this);
    }

    public override MimiNetworkEngine Engine => _engine;

    public override Uri Address { get; } = new("http://ledger.test/");

    protected override int Served => Volatile.Read(ref _served);

    public override ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        (int opening, LedgerFault? refusal) = Server.Open();
        switch (refusal)
        {
            case { Kind: LedgerFaultKind.RefuseConnection }:
                throw new MimiIOException("Refused.");
            case { Kind: LedgerFaultKind.RefuseWithStatus }:
                throw new MimiServiceException((HttpStatusCode)refusal.Number, null, refusal.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            case not null:
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                break;
        }

        (Stream client, Stream server) = MemoryConnection.CreatePair();
        Interlocked.Increment(ref _served);
        _ = Task.Run(() => ServeAsync(opening, server), CancellationToken.None);
        return client;
    }

    private async Task ServeAsync(int opening, Stream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            await Server.ServeAsync(opening, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero }), stream).ConfigureAwait(false);
        }

        Interlocked.Decrement(ref _served);
    }

    private sealed class LedgerEngine(MemoryNetwork network) : MimiNetworkEngine
    {
        public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            CreateWebSocket(await network.ConnectAsync(cancellationToken).ConfigureAwait(false));
    }
}
