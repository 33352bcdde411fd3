using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>With a frozen clock, and a peer that neither reads nor writes: nothing may wait for either.</summary>
public sealed class CancelTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Cancel_StalledPeer_SendsAndReadsReturn()
    {
        var server = new SessionServer(); // Never receives.
        await using var session = await OpenAsync(server);
        Task<List<string>> reading = session.ReadAsync();
        Task sending = SendForeverAsync(session);
        Task blocked = Task.Factory.StartNew(() => session.SendBinary(new byte[100_000]), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        session.Cancel();

        Assert.Empty(await reading.WaitAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sending.WaitAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => blocked.WaitAsync(Token));
        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task Cancel_FromManyThreads_EndsOnce()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server);
        Task<List<string>> reading = session.ReadAsync();

        Parallel.For(0, 16, _ => session.Cancel());

        Assert.Empty(await reading.WaitAsync(Token));
        Assert.Null(await server.ReceiveAsync());
    }

    [Fact]
    public async Task Cancel_ResultsThatWait_MayStillBeRead()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server);
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);
        await server.SendAsync("一");
        await server.SendAsync("二");
        Assert.True(await results.MoveNextAsync());

        session.Cancel();

        while (await results.MoveNextAsync())
        {
            Assert.Equal("二", results.Current); // If it had arrived.
        }
    }

    [Fact]
    public async Task Cancel_FromTheReceiveLoop_EndsIt()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server);
        await server.SendAsync("一");

        await foreach (string _ in session.ReceiveAllAsync(Token))
        {
            session.Cancel();
        }

        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task Dispose_StalledPeer_Returns()
    {
        var session = await OpenAsync(new SessionServer());
        Task sending = SendForeverAsync(session);

        await session.DisposeAsync().AsTask().WaitAsync(Token);
        await session.DisposeAsync().AsTask().WaitAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => sending.WaitAsync(Token));
    }

    [Fact]
    public async Task Dispose_EngineIgnoresTokensAndAborts_ReturnsAllTheSame()
    {
        var socket = new StallingWebSocket { IsHostile = true };
        var session = await TestSessions.OpenAsync(socket.AsEngine(), new() { TimeProvider = _clock });
        Task<List<string>> reading = session.ReadAsync();
        await session.SendBinaryAsync(new byte[10], Token);
        await socket.Stalled.WaitAsync(Token);

        session.Cancel();

        Assert.Empty(await reading.WaitAsync(Token));
        await session.DisposeAsync().AsTask().WaitAsync(Token);
    }

    [Fact]
    public async Task Cancel_SomebodyListensToTheTokenAndBlocks_ReturnsAllTheSame()
    {
        using var released = new ManualResetEventSlim();
        var server = new SessionServer();
        var connecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Engine.BeforeConnect = (_, token) =>
        {
            token.Register(released.Wait);
            connecting.SetResult();
            return new TaskCompletionSource().Task.WaitAsync(token);
        };
        var session = TestSessions.Start(server.Engine);
        await connecting.Task.WaitAsync(Token);

        try
        {
            await Task.Run(session.Cancel, Token).WaitAsync(Token);
            await session.DisposeAsync().AsTask().WaitAsync(Token);
        }
        finally
        {
            released.Set();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Opened.WaitAsync(Token));
    }

    [Fact]
    public async Task Dispose_AfterTheEnd_LeavesTheAnswerToTheCloseAlone()
    {
        var server = new SessionServer();
        var session = await OpenAsync(server);
        await server.SendAsync(".");
        await server.CloseAsync(1000);
        Assert.Single(await session.ReadAsync());

        await session.DisposeAsync();

        Assert.Equal(System.Net.WebSockets.WebSocketMessageType.Close, (await server.ReceiveAsync())?.Type);
    }

    [Fact]
    public async Task CloseFromTheServer_PeerDoesNotReadTheAnswer_ResultsEndAllTheSame()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server);
        Task sending = SendForeverAsync(session); // The connection towards the server is full.

        await server.SendAsync(".");
        await server.CloseAsync(1000);

        Assert.Equal(["."], await session.ReadAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => sending.WaitAsync(Token));
    }

    [Fact]
    public async Task Cancel_WhileTheAnswerToTheCloseWaits_DropsTheConnection()
    {
        var server = new SessionServer();
        await using var session = await OpenAsync(server);
        Task sending = SendForeverAsync(session); // The answer waits behind what the server does not read,
        await _clock.WaitForTimersAsync(1, Token); // once a write waits.
        await server.SendAsync(".");
        await server.CloseAsync(1000);
        await session.ReadAsync();

        session.Cancel();

        await Assert.ThrowsAsync<InvalidOperationException>(() => sending.WaitAsync(Token));
        while (await server.ReceiveAsync() is { } message)
        {
            Assert.NotEqual(System.Net.WebSockets.WebSocketMessageType.Close, message.Type);
        }
    }

    private static async Task SendForeverAsync(MimiServiceSession<string> session)
    {
        while (true)
        {
            await session.SendBinaryAsync(new byte[32_000], CancellationToken.None);
        }
    }

    private Task<MimiServiceSession<string>> OpenAsync(SessionServer server) => TestSessions.OpenAsync(server.Engine, new() { TimeProvider = _clock });
}
