using Mimi.Client.Engines;

namespace Mimi.Proof.Ledger;

/// <summary>What is between the sessions of a run and its server.</summary>
internal abstract class LedgerNetwork(LedgerServer server) : IAsyncDisposable
{
    public abstract MimiNetworkEngine Engine { get; }

    public abstract Uri Address { get; }

    protected LedgerServer Server => server;

    /// <summary>Gets how many connections the server has not given back.</summary>
    protected abstract int Served { get; }

    /// <summary>Waits until everything that clients have sent is heard: nobody has a connection any more.</summary>
    public virtual async Task HearOutAsync()
    {
        while (Served > Server.Held)
        {
            await Task.Delay(1).ConfigureAwait(false);
        }
    }

    public abstract ValueTask DisposeAsync();
}
