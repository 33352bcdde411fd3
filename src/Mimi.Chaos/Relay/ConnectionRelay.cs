using System.Text;
using Mimi.Frames;

namespace Mimi.Chaos.Relay;

/// <summary>One HTTP request or WebSocket between a client and a server, from its head to its end.</summary>
internal sealed class ConnectionRelay : IDisposable
{
    private readonly Func<CancellationToken, Task<RelayEnd>> _connect;
    private readonly FaultSchedule _schedule;
    private readonly RelayState _state;
    private readonly ResultTricks _tricks;
    private readonly FaultActions _actions;
    private readonly CancellationTokenSource _over = new();

    public ConnectionRelay(RelayEnd client, Func<CancellationToken, Task<RelayEnd>> connect, FaultSchedule schedule, TimeProvider time, Action<ChaosFault, long, int> report)
    {
        _connect = connect;
        _schedule = schedule;
        _state = new(client, time);
        _tricks = new(_state, report);
        _actions = new(_state, _tricks, report, _over.Token);
    }

    /// <summary>Relays to the end. It does not fail.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration stopping = cancellationToken.UnsafeRegister(static state => ((RelayState)state!).End(Ending.Reset), _state);
        Task relaying = GuardAsync(RelayAsync);
        Ending ending = await _state.Ended.ConfigureAwait(false);
        _schedule.End();
        await _over.CancelAsync().ConfigureAwait(false);
        await relaying.ConfigureAwait(false);
        await _actions.StopAsync().ConfigureAwait(false);
        await EndAsync(ending, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _over.Dispose();
        _state.Dispose();
    }

    private async Task RelayAsync()
    {
        CancellationToken over = _over.Token;
        var fromClient = new WireReader(_state.Client.Stream);
        if (await fromClient.ReadHeadAsync(over).ConfigureAwait(false) is not { } head)
        {
            _state.End(Ending.ClientLeft);
            return;
        }

        if (_schedule.TakeOpening(ChaosFaultKind.Http, ChaosFaultKind.Silence) is { } refusal)
        {
            await RefuseAsync(refusal, fromClient).ConfigureAwait(false);
            return;
        }

        _state.Server = await _connect(over).ConfigureAwait(false);
        bool isUpgrade = HttpHead.IsUpgrade(head);
        await _state.WriteToServerAsync(Encoding.Latin1.GetBytes(isUpgrade ? head : HttpHead.WithConnectionClose(head)), over).ConfigureAwait(false);
        var up = new ClientToServer(fromClient, _state, _schedule, _actions);
        var down = new ServerToClient(new WireReader(_state.Server.Stream), _state, _schedule, _actions, _tricks);
        if (isUpgrade)
        {
            await Task.WhenAll(GuardAsync(() => up.RunFramesAsync(over)), GuardServerAsync(() => down.RunUpgradeAsync(BeginAsync, over))).ConfigureAwait(false);
        }
        else
        {
            await BeginAsync().ConfigureAwait(false);
            await Task.WhenAll(GuardAsync(() => up.RunBytesAsync(over)), GuardServerAsync(() => down.RunBytesAsync(over))).ConfigureAwait(false);
        }
    }

    /// <summary>Lets happen what happens at once, before the client's first byte is passed on, and sets the clock of what comes later.</summary>
    private async ValueTask BeginAsync()
    {
        IReadOnlyList<ChaosFault> due = _schedule.Begin(_actions.Start);
        foreach (ChaosFault later in due.Where(static fault => fault.After is not null))
        {
            _actions.Start(later);
        }

        await _actions.RunAsync(due.Where(static fault => fault.After is null)).ConfigureAwait(false);
        await _actions.RunAsync(_schedule.TakeAtBytes(0)).ConfigureAwait(false);
        await _actions.RunAsync(_schedule.TakeAtMessages(0)).ConfigureAwait(false);
        _state.Establish();
    }

    private async Task RefuseAsync(ChaosFault refusal, WireReader fromClient)
    {
        if (refusal.Kind == ChaosFaultKind.Http)
        {
            _actions.Report(refusal);
            await _state.WriteToClientAsync(HttpHead.Refusal(refusal), closes: true, _over.Token).ConfigureAwait(false);
            _state.End(Ending.Finished);
            return;
        }

        _actions.Report(refusal);
        while (!(await fromClient.ReadSomeAsync(int.MaxValue, _over.Token).ConfigureAwait(false)).IsEmpty)
        {
        }

        _state.End(Ending.ClientLeft);
    }

    /// <summary>Runs one direction; if it breaks, so does the connection.</summary>
    private async Task GuardAsync(Func<Task> direction)
    {
        try
        {
            await direction().ConfigureAwait(false);
        }
        catch (Exception e) when (RelayEnd.IsLoss(e))
        {
            _state.End(Ending.Reset);
        }
    }

    private Task GuardServerAsync(Func<Task> direction) => GuardAsync(async () =>
    {
        try
        {
            await direction().ConfigureAwait(false);
        }
        catch (Exception e) when (_state.IsCutOff && RelayEnd.IsLoss(e))
        {
            // The client must not learn of it.
        }
    });

    private async Task EndAsync(Ending ending, CancellationToken cancellationToken)
    {
        switch (ending)
        {
            case Ending.ClientLeft when _state.Server is { } server:
                await server.FinishAsync(cancellationToken).ConfigureAwait(false);
                break;
            case Ending.ServerLeft or Ending.Finished:
                if (ending == Ending.Finished)
                {
                    _state.Server?.Reset();
                }

                await _state.Client.FinishAsync(cancellationToken).ConfigureAwait(false);
                break;
            case Ending.Reset:
                _state.Client.Reset();
                _state.Server?.Reset();
                break;
        }

        _state.Client.Stream.Dispose();
        _state.Server?.Stream.Dispose();
    }
}
