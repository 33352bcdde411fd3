using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Proof.Clocks;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>The server of one run: hears every sample, tells in its texts which ones, and fails as the plan says.</summary>
internal sealed class LedgerServer : IDisposable
{
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<int, LedgerFault> _faults;
    private readonly LedgerEngine _engine;
    private int _openings;
    private int _struck;
    private int _held;

    public LedgerServer(LedgerPlan plan, SkippingTime? time)
    {
        Plan = plan;
        Time = time;
        _faults = plan.Faults.ToDictionary(static fault => fault.Opening);
        _engine = new(OpenAsync, (opening, stream) => ServeAsync(opening, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero }), stream));
    }

    public LedgerPlan Plan { get; }

    public MimiNetworkEngine Engine => _engine;

    /// <summary>Gets the clock, or <see langword="null"/> where time is real.</summary>
    public SkippingTime? Time { get; }

    public CancellationToken Over => _over.Token;

    public int Openings => Volatile.Read(ref _openings);

    public int Struck => Volatile.Read(ref _struck);

    /// <summary>Gets the connections in the order of their openings.</summary>
    public ConcurrentQueue<LedgerConnection> Connections { get; } = new();

    /// <summary>Gets the stretches behind finals that the server gave by itself, while the end marker was on its way.</summary>
    public ConcurrentQueue<(long Start, long End)> Crossed { get; } = new();

    public void Violate(string what) => _violations.Enqueue(what);

    public void Strike() => Interlocked.Increment(ref _struck);

    /// <summary>Holds a connection that nothing more is read from.</summary>
    public Task HoldAsync()
    {
        Interlocked.Increment(ref _held);
        return Task.Delay(Timeout.Infinite, Over);
    }

    /// <summary>Waits until everything that clients have sent is heard: nobody has a connection any more.</summary>
    public async Task HearOutAsync()
    {
        while (_engine.Served > Volatile.Read(ref _held))
        {
            await Task.Delay(1).ConfigureAwait(false);
        }
    }

    public void ThrowIfViolated()
    {
        if (_violations.TryDequeue(out string? violation))
        {
            throw new FuzzViolationException(violation);
        }
    }

    /// <summary>Plays one connection to its end.</summary>
    public async Task ServeAsync(int opening, WebSocket socket, Stream? stream)
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

    /// <summary>Counts an opening, and refuses it if the plan says so.</summary>
    public async Task<int> OpenAsync(CancellationToken cancellationToken)
    {
        int opening = Interlocked.Increment(ref _openings) - 1;
        Time?.Touch();
        switch (_faults.GetValueOrDefault(opening))
        {
            case { Kind: LedgerFaultKind.RefuseConnection }:
                Strike();
                throw new MimiIOException("Refused.");
            case { Kind: LedgerFaultKind.RefuseWithStatus } refusal:
                Strike();
                throw new MimiServiceException((HttpStatusCode)refusal.Number, null, refusal.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            case { Kind: LedgerFaultKind.NeverOpen }:
                Strike();
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                break;
        }

        return opening;
    }

    public void Dispose()
    {
        _over.Cancel();
        _engine.Dispose();
    }
}
