using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Ledger;
using Mimi.Proof.Loopback;

namespace Mimi.Proof.Soak;

/// <summary>The server of all sessions: compares every sample that comes with the user's, and tells in its texts which ones it got.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private const string Path = "session/";

    private readonly ConcurrentDictionary<int, SoakTrack> _tracks = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CancellationTokenSource _over = new();
    private readonly LoopbackListener _listener;
    private readonly LedgerFigures _figures;
    private readonly long _seed;
    private long _connections;

    public SoakServer(TimeProvider time, LedgerFigures figures, long seed)
    {
        Time = time;
        _figures = figures;
        _seed = seed;
        _listener = new(ServeAsync);
    }

    public TimeProvider Time { get; }

    public Uri Address => _listener.Address;

    public IEnumerable<string> Violations => _violations;

    public int Open => _listener.Open;

    /// <summary>Expects the connections of a session.</summary>
    /// <returns>What its address has behind that of its proxy.</returns>
    public string Expect(SoakTrack track)
    {
        _tracks[track.Number] = track;
        return Path + track.Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A session is over.</summary>
    public void Forget(SoakTrack track) => _tracks.TryRemove(track.Number, out _);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _listener.DisposeAsync();
    }

    private async Task ServeAsync(LoopbackConnection connection)
    {
        int number = int.Parse(connection.Path.AsSpan(1 + Path.Length), CultureInfo.InvariantCulture);
        if (!_tracks.TryGetValue(number, out SoakTrack? track))
        {
            return; // The session has ended while this was on its way.
        }

        var dice = new FuzzRandom(_seed, -Interlocked.Increment(ref _connections));
        SoakFault fault = SoakFaults.AtTheServer(dice);
        using WebSocket socket = await connection.AcceptAsync(_over.Token);
        using var played = new SoakConnection(track, Time, socket, fault, dice);
        try
        {
            await played.PlayAsync(_over.Token);
        }
        catch (WebSocketException)
        {
            // The client has gone.
        }
        catch (FuzzViolationException e)
        {
            _violations.Enqueue($"Session {number}: {e.Message}");
        }
        finally
        {
            _figures.Add("connections at the server", 1);
            _figures.Add("bytes compared at the server", played.Heard);
            _figures.Add("messages of the server", played.Told);
            _figures.Add("faults of the server", fault == SoakFault.None ? 0 : 1);
        }
    }
}
