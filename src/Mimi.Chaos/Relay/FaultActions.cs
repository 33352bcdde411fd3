using Mimi.Frames;

namespace Mimi.Chaos.Relay;

/// <summary>Lets faults happen to an open connection.</summary>
internal sealed class FaultActions(RelayState state, ResultTricks tricks, Action<ChaosFault, long, int> report, CancellationToken over)
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the client may take to answer a close that was injected.</summary>
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];

    /// <summary>Lets faults happen that are due, one after the other.</summary>
    public async ValueTask RunAsync(IEnumerable<ChaosFault> due)
    {
        foreach (ChaosFault fault in due)
        {
            await RunAsync(fault).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a fault happen without waiting for it, after its time if it has one.</summary>
    public void Start(ChaosFault fault) => Keep(async () =>
    {
        if (fault.After is { } time)
        {
            await Task.Delay(time, state.Time, over).ConfigureAwait(false);
        }

        await RunAsync(fault).ConfigureAwait(false);
    });

    /// <summary>Waits for what was started; nothing may be started any more.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running);
        }
    }

    private async ValueTask RunAsync(ChaosFault fault)
    {
        switch (fault.Kind)
        {
            case ChaosFaultKind.Reset:
                End(fault, Ending.Reset);
                break;
            case ChaosFaultKind.Drop:
                End(fault, Ending.Finished);
                break;
            case ChaosFaultKind.HalfOpen:
                state.IsVanishing = true;
                Report(fault);
                break;
            case ChaosFaultKind.Stall:
                Stall(fault);
                break;
            case ChaosFaultKind.SlowRead:
                state.ToServer.Slow(fault.BytesPerSecond);
                Report(fault);
                break;
            case ChaosFaultKind.Delay:
                Each(fault.Direction, flow => flow.Delay(fault.Duration ?? DefaultDelay));
                Report(fault);
                break;
            case ChaosFaultKind.Close:
                await CloseAsync(fault, fault.CloseCode).ConfigureAwait(false);
                break;
            case ChaosFaultKind.CloseWithoutCode:
                await CloseAsync(fault, code: null).ConfigureAwait(false);
                break;
            case ChaosFaultKind.NeverClose:
                state.NeverClose = fault; // Reported when there is a close to keep back.
                break;
            default:
                await SendAsync(fault).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Faults of messages. An HTTP response has none.</summary>
    private async ValueTask SendAsync(ChaosFault fault)
    {
        if (!tricks.IsWebSocket)
        {
            return;
        }

        switch (fault.Kind)
        {
            case ChaosFaultKind.TruncatedFrame:
                Report(fault);
                await state.WriteToClientAsync(ServerFrame.Truncated(), closes: true, over).ConfigureAwait(false);
                state.End(Ending.Finished);
                break;
            case ChaosFaultKind.InvalidUtf8:
                await InjectAsync(fault, ServerFrame.InvalidUtf8()).ConfigureAwait(false);
                break;
            case ChaosFaultKind.InvalidJson:
                await InjectAsync(fault, ServerFrame.Text("""{"type":"asr#""")).ConfigureAwait(false);
                break;
            case ChaosFaultKind.UnknownJson:
                await InjectAsync(fault, ServerFrame.Text("""{"chaos":[1,{"a":null}],"type":"chaos#unknown","status":"chaos-in-progress","response":[{"chaos":true,"result":7}]}""")).ConfigureAwait(false);
                break;
            case ChaosFaultKind.DuplicateResult:
                await tricks.DuplicateAsync(fault, over).ConfigureAwait(false);
                break;
            case ChaosFaultKind.LateResult:
                tricks.HoldNext(fault);
                break;
        }
    }

    private async ValueTask InjectAsync(ChaosFault fault, byte[] frame)
    {
        Report(fault);
        await state.WriteToClientAsync(frame, closes: false, over).ConfigureAwait(false);
    }

    private async ValueTask CloseAsync(ChaosFault fault, int? code)
    {
        if (!tricks.IsWebSocket)
        {
            return;
        }

        Report(fault);
        await state.WriteToClientAsync(ServerFrame.Close(code), closes: true, over).ConfigureAwait(false);
        Keep(async () =>
        {
            await Task.Delay(CloseGrace, state.Time, over).ConfigureAwait(false);
            state.End(Ending.Finished);
        });
    }

    private void End(ChaosFault fault, Ending ending)
    {
        state.IsVanishing = true; // Nothing more is passed on while the two directions stop.
        Report(fault);
        state.End(ending);
    }

    private void Stall(ChaosFault fault)
    {
        Each(fault.Direction, static flow => flow.Stall());
        Report(fault);
        if (fault.Duration is { } duration)
        {
            Keep(async () =>
            {
                await Task.Delay(duration, state.Time, over).ConfigureAwait(false);
                Each(fault.Direction, static flow => flow.Resume());
            });
        }
    }

    private void Each(ChaosDirection direction, Action<Flow> apply)
    {
        if (direction != ChaosDirection.ToClient)
        {
            apply(state.ToServer);
        }

        if (direction != ChaosDirection.ToServer)
        {
            apply(state.ToClient);
        }
    }

    public void Report(ChaosFault fault) => report(fault, state.ClientBytes, state.ServerMessages);

    private void Keep(Func<Task> work)
    {
        lock (_gate)
        {
            _running.Add(Task.Run(async () =>
            {
                try
                {
                    await work().ConfigureAwait(false);
                }
                catch (Exception e) when (RelayEnd.IsLoss(e))
                {
                    // The connection ended first.
                }
            }, CancellationToken.None));
        }
    }
}
