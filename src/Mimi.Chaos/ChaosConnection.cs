using Mimi.Chaos.Relay;

namespace Mimi.Chaos;

/// <summary>One connection and what goes wrong with it.</summary>
public sealed class ChaosConnection
{
    private readonly ChaosDirector _director;
    private readonly FaultSchedule _schedule;
    private readonly TimeProvider _time;

    internal ChaosConnection(ChaosDirector director, int number, IReadOnlyList<ChaosFault> faults, TimeProvider time)
    {
        _director = director;
        _time = time;
        Number = number;
        _schedule = new(faults);
    }

    /// <summary>Gets its number, counted from 1.</summary>
    public int Number { get; }

    /// <summary>Passes one HTTP request, or one WebSocket with its handshake, on between two streams, and lets go wrong what the plan says.</summary>
    /// <param name="client">The client's end. It is disposed.</param>
    /// <param name="server">The server's end. It is disposed.</param>
    /// <param name="cancellationToken">Ends both at once.</param>
    /// <returns>A task that completes when both have ended. It does not fail.</returns>
    /// <remarks>A stream has neither a reset nor half an end: both are its disposal. The faults <see cref="ChaosFaultKind.RefuseTls"/> and <see cref="ChaosFaultKind.Refuse"/> are disposals, too.</remarks>
    public async Task RelayAsync(Stream client, Stream server, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(server);
        var (near, far) = (new RelayEnd(client), new RelayEnd(server));
        try
        {
            if (TakeRefusal(ChaosFaultKind.Refuse, ChaosFaultKind.RefuseTls) is { } refusal)
            {
                Report(refusal);
            }
            else
            {
                await RelayAsync(near, _ => Task.FromResult(far), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            near.Reset();
            far.Reset();
            Close();
        }
    }

    internal async Task RelayAsync(RelayEnd client, Func<CancellationToken, Task<RelayEnd>> connect, CancellationToken cancellationToken)
    {
        using var relay = new ConnectionRelay(client, connect, _schedule, _time, Report);
        await relay.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the fault that happens before anything is read, if there is one of these kinds.</summary>
    internal ChaosFault? TakeRefusal(params ReadOnlySpan<ChaosFaultKind> kinds) => _schedule.TakeOpening(kinds);

    internal void Break(ChaosFault fault) => _schedule.Command(fault);

    internal void Report(ChaosFault fault) => Report(fault, 0, 0);

    internal void Close()
    {
        _schedule.End();
        _director.Close(this);
    }

    private void Report(ChaosFault fault, long clientBytes, int serverMessages) => _director.Report(new(Number, fault, clientBytes, serverMessages));
}
