namespace Mimi.Chaos;

/// <summary>Carries a plan out: gives each connection its faults, breaks open ones on command, and keeps the record of what was done.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class ChaosDirector
{
    private readonly Lock _gate = new();
    private readonly ChaosPlan _plan;
    private readonly TimeProvider _time;
    private readonly List<ChaosConnection> _open = [];
    private readonly Queue<ChaosFault> _next = [];
    private readonly List<ChaosEvent> _events = [];
    private readonly List<TaskCompletionSource> _watching = [];
    private int _connections;

    /// <summary>Initializes a new instance of the <see cref="ChaosDirector"/> class.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="time">The clock of <see cref="ChaosFault.After"/> and <see cref="ChaosFault.Duration"/>; <see langword="null"/> for the system's.</param>
    public ChaosDirector(ChaosPlan plan, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Is told each fault as it happens, before the client can know, on the thread that does it. It must not throw.</summary>
    public event Action<ChaosEvent>? Happened;

    /// <summary>Gets how many connections there have been.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections;
            }
        }
    }

    /// <summary>Gets how many connections are open.</summary>
    public int OpenConnections
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Gets what has happened so far, in order: a copy.</summary>
    public IReadOnlyList<ChaosEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Lets a fault happen now, to every open connection; its place and its <see cref="ChaosFault.Connection"/> do not count.</summary>
    /// <param name="fault">The fault. A refusal (<see cref="ChaosFaultKind.Refuse"/>, <see cref="ChaosFaultKind.RefuseTls"/>, <see cref="ChaosFaultKind.Silence"/> or <see cref="ChaosFaultKind.Http"/>) happens to the next connection that is made.</param>
    /// <returns>How many open connections were told; 0 for a refusal. <see cref="Events"/> and <see cref="WaitForAsync"/> say when it has happened.</returns>
    public int BreakNow(ChaosFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ChaosFault now = fault with { AfterBytes = null, AfterMessages = null, After = null, Connection = null };
        ChaosConnection[] open;
        lock (_gate)
        {
            if (now.IsOpening)
            {
                _next.Enqueue(now);
                return 0;
            }

            open = [.. _open];
        }

        foreach (ChaosConnection connection in open)
        {
            connection.Break(now);
        }

        return open.Length;
    }

    /// <summary>Waits until a fault has happened, or has happened already.</summary>
    /// <param name="matches">Which event is meant; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The first event that matches.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ChaosEvent> WaitForAsync(Func<ChaosEvent, bool>? matches = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_events.Find(candidate => matches is null || matches(candidate)) is { } found)
                {
                    return found;
                }

                var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _watching.Add(source);
                more = source.Task;
            }

            await more.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Begins the next connection. <see cref="ChaosProxy"/> does this by itself; a server that relays between streams of its own calls it.</summary>
    /// <returns>The connection, with its faults.</returns>
    public ChaosConnection Open()
    {
        lock (_gate)
        {
            _connections++;
            List<ChaosFault> faults = [.. _plan.FaultsOf(_connections)];
            if (_next.TryDequeue(out ChaosFault? commanded))
            {
                faults.Insert(0, commanded);
            }

            var connection = new ChaosConnection(this, _connections, faults, _time);
            _open.Add(connection);
            return connection;
        }
    }

    internal void Report(ChaosEvent happened)
    {
        TaskCompletionSource[] watching;
        lock (_gate)
        {
            _events.Add(happened);
            watching = [.. _watching];
            _watching.Clear();
        }

        foreach (TaskCompletionSource source in watching)
        {
            source.TrySetResult();
        }

        Happened?.Invoke(happened);
    }

    internal void Close(ChaosConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
        }
    }
}
