using System.Collections.Concurrent;
using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Proof.Clocks;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>What all voices of a soak share.</summary>
internal sealed class SoakWorld : IAsyncDisposable
{
    private readonly HttpNetworkEngine _engine = new();
    private int _sessions;

    public SoakWorld(SoakPlan plan)
    {
        Plan = plan;
        Time = new(plan.Speed);
        SessionTime = new(plan.Speed);
        Server = new(Time, Figures, plan.Seed);
        Engine = new WatchedEngine(_engine, Connections);
    }

    public SoakPlan Plan { get; }

    /// <summary>Gets the clock of everything but the sessions.</summary>
    public ScaledTime Time { get; }

    /// <summary>Gets the clock of the sessions, whose timers are counted.</summary>
    public ScaledTime SessionTime { get; }

    public MimiNetworkEngine Engine { get; }

    public SoakServer Server { get; }

    public LedgerFigures Figures { get; } = new();

    /// <summary>Gets the sessions that are not collected yet.</summary>
    public LiveObjects Sessions { get; } = new();

    /// <summary>Gets the WebSockets of the client that are not collected yet.</summary>
    public LiveObjects Connections { get; } = new();

    public ConcurrentQueue<string> Violations { get; } = new();

    public MimiSessionOptions SessionOptions => new() { TimeProvider = SessionTime };

    /// <summary>Gets what decides how a continuous session reconnects: it may try for long, since connections fail more often than any network's.</summary>
    public MimiContinuousOptions ContinuousOptions { get; } = new() { Reconnect = new() { MaxAttempts = 1_000, Budget = TimeSpan.FromMinutes(30) } };

    public int NextSession() => Interlocked.Increment(ref _sessions);

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        _engine.Dispose();
        await Server.DisposeAsync();
    }
}
