using System.Collections.Concurrent;
using System.Net.WebSockets;
using Mimi.Proof.Clocks;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>The server of one run: hears every sample, tells in its texts which ones, and fails as the plan says.</summary>
internal sealed class LedgerServer(LedgerPlan plan, CountingTime time) : IDisposable
{
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<int, LedgerFault> _faults = plan.Faults.ToDictionary(static fault => fault.Opening);
    private int _openings;
    private int _struck;
    private int _held;

    public LedgerPlan Plan => plan;

    public CountingTime Time => time;

    public CancellationToken Over => _over.Token;

    public int Openings => Volatile.Read(ref _openings);

    public int Struck => Volatile.Read(ref _struck);

    /// <summary>Gets how many connections are held of which nothing more is read.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Gets the connections in the order of their openings.</summary>
    public ConcurrentQueue<LedgerConnection> Connections { get; } = new();

    /// <summary>Gets the stretches behind finals that the server gave by itself, while the end marker was on its way.</summary>
    public ConcurrentQueue<(long Start, long End)> Crossed { get; } = new();

    public void Violate(string what) => _violations.Enqueue(what);

    public void Strike() => Interlocked.Increment(ref _struck);

    /// <summary>Holds a connection that nothing more is read from.</summary>
    public async Task HoldAsync()
    {
        Interlocked.Increment(ref _held);
        try
        {
            await Task.Delay(Timeout.Infinite, Over).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    public void ThrowIfViolated()
    {
        if (_violations.TryDequeue(out string? violation))
        {
            throw new FuzzViolationException(violation);
        }
    }

    /// <summary>Counts an opening.</summary>
    /// <returns>Its number, and how to refuse it if the plan says so.</returns>
    public (int Opening, LedgerFault? Refusal) Open()
    {
        int opening = Interlocked.Increment(ref _openings) - 1;
        Time.Touch();
        if (_faults.GetValueOrDefault(opening) is { Kind: LedgerFaultKind.RefuseConnection or LedgerFaultKind.RefuseWithStatus or LedgerFaultKind.NeverOpen } refusal)
        {
            Strike();
            return (opening, refusal);
        }

        return (opening, null);
    }

    /// <summary>Plays one connection to its end.</summary>
    public async Task ServeAsync(int opening, WebSocket socket, Stream stream)
    {
        var connection = new LedgerConnection(this, socket, stream, _faults.GetValueOrDefault(opening), new FuzzRandom(Plan.Dice, opening + 1));
        Connections.Enqueue(connection);
        try
        {
            await connection.PlayAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, or the run is over.
        }
        catch (Exception e)
        {
            Violate(e is FuzzViolationException ? e.Message : e.ToString());
        }
        finally
        {
            socket.Dispose();
        }
    }

    public void Dispose() => _over.Cancel();
}
