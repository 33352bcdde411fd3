using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>A completion from every state under every fault ends by its deadline, and leaves nothing behind that hangs.</summary>
public sealed class CompleteMatrixTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    private readonly ManualTimeProvider _clock = new();
    private readonly TaskCompletionSource _finalRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public enum State
    {
        Connecting,
        Active,
        SendsInLine,
        Stopping,
        CompletingAlready,
        ReadBySomebody,
        Cancelled,
        Disposed,
    }

    public enum Fault
    {
        ServerSaysNothing,
        ServerReadsNothing,
        ServerNeverCloses,
        ConnectionIsLost,
        ServerClosesWithAnError,
        WritesStall,
        WritesFail,
        SocketIgnoresEverything,
        OpeningFails,
        OpeningNeverEnds,
        OpeningIgnoresItsToken,
    }

    public static TheoryData<State, Fault> All
    {
        get
        {
            var data = new TheoryData<State, Fault>();
            foreach (State state in Enum.GetValues<State>())
            {
                foreach (Fault fault in Enum.GetValues<Fault>())
                {
                    data.Add(state, fault);
                }
            }

            return data;
        }
    }

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Complete_EndsByItsDeadline(State state, Fault fault)
    {
        var server = new SessionServer();
        var session = new MimiAsrClient(Engine(fault, server), null, TestSessions.Address)
            .StartSession(new() { Session = new() { TimeProvider = _clock, SendBufferBytes = 3_200, OpenTimeout = TimeSpan.FromHours(1), HandshakeTimeout = TimeSpan.FromHours(1) } });
        if (state != State.Connecting && fault < Fault.OpeningFails)
        {
            await session.Opened.WaitAsync(Token);
        }

        List<Task> others = await BringToAsync(session, state);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        Task playing = PlayAsync(fault, server);
        if (fault == Fault.ServerNeverCloses && state < State.Cancelled)
        {
            await playing.WaitAsync(Token); // The final result is there in time.
            if (state != State.ReadBySomebody)
            {
                others.Add(SwallowAsync(ReadAsync(session)));
            }

            await _finalRead.Task.WaitAsync(Token);
        }

        _clock.Advance(Deadline);
        MimiCompletion<MimiAsrResult> completion = await completing.WaitAsync(Token);

        Assert.IsType(Expected(state, fault, completion), completion);
        Assert.False(session.IsActive);
        Assert.ThrowsAny<Exception>(() => session.SendBinary(new byte[2]));
        Assert.Equal(completion.GetType(), (await session.CompleteAsync(Deadline, Token).WaitAsync(Token)).GetType());
        await session.DisposeAsync().AsTask().WaitAsync(Token);
        await Task.WhenAll(others).WaitAsync(Token);
        server.Drop();
    }

    private static MimiNetworkEngine Engine(Fault fault, SessionServer server)
    {
        switch (fault)
        {
            case Fault.WritesStall:
                return new StallingWebSocket().AsEngine();
            case Fault.WritesFail:
                return new DeafEngine();
            case Fault.SocketIgnoresEverything:
                return new StallingWebSocket { IsHostile = true }.AsEngine();
            case Fault.OpeningFails:
                server.Engine.BeforeConnect = static (_, _) => throw new MimiIOException("no");
                break;
            case Fault.OpeningNeverEnds:
                server.Engine.BeforeConnect = static (_, token) => new TaskCompletionSource().Task.WaitAsync(token);
                break;
            case Fault.OpeningIgnoresItsToken:
                server.Engine.BeforeConnect = static (_, _) => new TaskCompletionSource().Task;
                break;
        }

        return server.Engine;
    }

    private static async Task PlayAsync(Fault fault, SessionServer server)
    {
        switch (fault)
        {
            case Fault.ServerSaysNothing:
                while (await server.ReceiveAsync() is not null)
                {
                }

                break;
            case Fault.ServerNeverCloses:
                await server.ReceiveUntilTextAsync();
                await server.SendAsync(Results.Final);
                break;
            case Fault.ConnectionIsLost:
                server.Drop();
                break;
            case Fault.ServerClosesWithAnError:
                await server.CloseAsync(1011);
                break;
        }
    }

    private static Type Expected(State state, Fault fault, MimiCompletion<MimiAsrResult> completion) => (state, fault) switch
    {
        (State.Cancelled or State.Disposed, not Fault.OpeningFails) => typeof(MimiFailed<MimiAsrResult>),
        (_, Fault.ServerNeverCloses) => typeof(MimiCompleted<MimiAsrResult>),
        (_, Fault.OpeningFails) => typeof(MimiFailed<MimiAsrResult>),
        (_, Fault.ServerSaysNothing or Fault.ServerReadsNothing or Fault.WritesStall or Fault.SocketIgnoresEverything or Fault.OpeningNeverEnds or Fault.OpeningIgnoresItsToken) => typeof(MimiTimedOut<MimiAsrResult>),
        _ => completion is MimiFailed<MimiAsrResult> ? typeof(MimiFailed<MimiAsrResult>) : typeof(MimiTimedOut<MimiAsrResult>), // Whichever comes first.
    };

    private async Task<List<Task>> BringToAsync(MimiRecognitionSession<MimiAsrResult> session, State state)
    {
        List<Task> others = [];
        switch (state)
        {
            case State.Active:
                others.Add(SwallowAsync(session.SendBinaryAsync(new byte[1_600], Token).AsTask()));
                break;
            case State.SendsInLine:
                others.AddRange(Enumerable.Range(0, 5).Select(_ => SwallowAsync(session.SendBinaryAsync(new byte[3_200], CancellationToken.None).AsTask())));
                others.Add(SwallowAsync(Task.Run(() => session.SendBinary(new byte[100_000]), Token)));
                break;
            case State.Stopping:
                await session.StopRecognitionAsync(Token);
                break;
            case State.CompletingAlready:
                others.Add(session.CompleteAsync(2 * Deadline, Token));
                break;
            case State.ReadBySomebody:
                others.Add(SwallowAsync(ReadAsync(session)));
                break;
            case State.Cancelled:
                session.Cancel();
                break;
            case State.Disposed:
                await session.DisposeAsync();
                break;
        }

        return others;
    }

    private async Task ReadAsync(MimiRecognitionSession<MimiAsrResult> session)
    {
        await foreach (MimiAsrResult result in session.ReceiveAllAsync(CancellationToken.None))
        {
            if (result.IsFinal)
            {
                _finalRead.TrySetResult();
            }
        }
    }

    /// <summary>What matters is that it ends, and not with a cancellation that nobody asked for.</summary>
    private static async Task SwallowAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is MimiException or InvalidOperationException)
        {
        }
    }
}
