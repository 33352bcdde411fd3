using System.Net.WebSockets;
using Mimi.Client.Engines;
using Mimi.Client.Testing;

namespace Mimi.Proof.Ledger;

/// <summary>An engine whose connections are in memory, and whose server has the bytes below its frames.</summary>
/// <param name="open">Refuses or delays an opening, and gives it a number.</param>
/// <param name="serve">Plays the server.</param>
internal sealed class LedgerEngine(Func<CancellationToken, Task<int>> open, Func<int, Stream, Task> serve) : MimiNetworkEngine
{
    private int _served;

    /// <summary>Gets how many connections the server has not given back.</summary>
    public int Served => Volatile.Read(ref _served);

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int opening = await open(cancellationToken).ConfigureAwait(false);
        (Stream client, Stream server) = MemoryConnection.CreatePair();
        Interlocked.Increment(ref _served);
        _ = Task.Run(() => ServeAsync(opening, server), CancellationToken.None);
        return CreateWebSocket(client);
    }

    private async Task ServeAsync(int opening, Stream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            await serve(opening, stream).ConfigureAwait(false);
        }

        Interlocked.Decrement(ref _served);
    }
}
