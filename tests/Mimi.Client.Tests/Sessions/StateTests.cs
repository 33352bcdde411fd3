using Mimi.Client.Services;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class StateTests
{
    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task IsActive_AfterTheHandshake_IsTrue()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);

        Assert.True(session.IsActive);
    }

    [Fact]
    public async Task IsActive_WhileConnecting_IsFalseAndTurnsTrueWithTheHandshake()
    {
        var accept = new TaskCompletionSource();
        _server.Engine.BeforeConnect = (_, _) => accept.Task;
        await using var session = TestSessions.Start(_server.Engine);
        Assert.False(session.IsActive);

        accept.SetResult();

        await session.Opened.WaitAsync(Token);
        Assert.True(session.IsActive);
    }

    [Fact]
    public async Task IsActive_GracefulStop_IsFalseAtOnce()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);

        await session.StopAsync("stop", Token);

        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task IsActive_ServerCloses_FlipsThoughNobodyReads()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);
        await _server.CloseAsync(1001);
        await _server.ReceiveAsync(); // The answer to the close comes after the session has ended.

        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task IsActive_ConnectionLost_FlipsThoughNobodyReads()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);

        _server.Drop();

        await FlippedAsync(session);
    }

    [Fact]
    public async Task IsActive_AfterStopAndEnd_NeverFlipsBack()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);
        await session.StopAsync("stop", Token);
        await _server.SendAsync(".");
        Assert.False(session.IsActive);
        await _server.CloseAsync(1000);
        await session.ReadAsync();

        Assert.False(session.IsActive);
    }

    private static async Task FlippedAsync(MimiServiceSession<string> session)
    {
        CancellationToken token = Token;
        while (session.IsActive)
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
