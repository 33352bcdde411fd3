using System.Net.WebSockets;
using Mimi.Chaos;
using Mimi.Client.Engines;
using Mimi.Proof.Clocks;
using Mimi.Proof.Loopback;

namespace Mimi.Proof.Ledger;

/// <summary>Connections over TCP, through a proxy that lets them fail on the way, made by the default engine.</summary>
internal sealed class LoopbackNetwork : LedgerNetwork
{
    /// <summary>How long the proxy may take to pass on that the client has left. A direction that stalls never does.</summary>
    private const int PatienceMilliseconds = 300;

    private readonly HttpNetworkEngine _engine = new();
    private readonly LoopbackListener _listener;
    private readonly ChaosProxy _proxy;

    public LoopbackNetwork(LedgerServer server, ChaosPlan faults, int speed)
        : base(server)
    {
        _listener = new(ServeAsync);
        _proxy = ChaosProxy.Start(new() { Upstream = _listener.Address, Plan = faults, TimeProvider = new ScaledTime(speed) }); // Its timers are not the session's.
    }

    public override MimiNetworkEngine Engine => _engine;

    public override Uri Address => _proxy.Address;

    /// <summary>Gets what went wrong on the way.</summary>
    public IReadOnlyList<ChaosEvent> Faults => _proxy.Director.Events;

    public int Connections => _proxy.Director.Connections;

    protected override int Served => _listener.Open;

    public override async Task HearOutAsync()
    {
        for (int i = 0; i < PatienceMilliseconds && Served > Server.Held; i++)
        {
            await Task.Delay(1);
        }

        await _proxy.DisposeAsync(); // It resets what is left.
        await base.HearOutAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _proxy.DisposeAsync();
        await _listener.DisposeAsync();
    }

    private async Task ServeAsync(LoopbackConnection connection)
    {
        (int opening, LedgerFault? refusal) = Server.Open();
        switch (refusal)
        {
            case { Kind: LedgerFaultKind.RefuseConnection }:
                connection.Reset();
                break;
            case { Kind: LedgerFaultKind.RefuseWithStatus }:
                await connection.RefuseAsync(refusal.Number, refusal.RetryAfter, Server.Over);
                break;
            case not null:
                await connection.HearAsync(Server.Over);
                break;
            default:
                WebSocket socket = await connection.AcceptAsync(Server.Over);
                await Server.ServeAsync(opening, socket, connection.Stream);
                break;
        }
    }
}
