using System.Net.WebSockets;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Results are handed to who waits on the thread that read them; whatever that one does, the reading goes on.</summary>
public sealed class HandOverTests
{
    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Receive_ReaderBlocksItsThread_TheRestIsReadAndTheCloseAnswered()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);
        using var goOn = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<List<string>> reading = ReadAsync();
        await _server.SendAsync("~一"); // Somebody waits for it by now, or soon will.
        await blocked.Task.WaitAsync(Token);

        await _server.SendAsync("二");
        await _server.SendAsync(".三");
        await _server.CloseAsync(1000);

        Assert.Equal(WebSocketMessageType.Close, (await _server.ReceiveAsync())?.Type); // While the reader still blocks.
        Assert.False(reading.IsCompleted);
        goOn.Set();
        Assert.Equal(["~一", "二", ".三"], await reading);

        async Task<List<string>> ReadAsync()
        {
            List<string> results = [];
            await foreach (string result in session.ReceiveAllAsync(Token).ConfigureAwait(false))
            {
                results.Add(result);
                blocked.TrySetResult();
                goOn.Wait(Token);
            }

            return results;
        }
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("dispose")]
    [InlineData("dispose-blocking")]
    [InlineData("stop")]
    public async Task Receive_ReaderEndsTheSessionFromWithin_LoopEnds(string how)
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);
        Task<int> reading = ReadAsync();
        await _server.SendAsync("~一");
        if (how == "stop")
        {
            Assert.Equal(WebSocketMessageType.Text, (await _server.ReceiveAsync())?.Type);
            await _server.SendAsync(".二");
            await _server.CloseAsync(1000);
        }

        Assert.Equal(how == "stop" ? 2 : 1, await reading.WaitAsync(Token));

        async Task<int> ReadAsync()
        {
            int count = 0;
            await foreach (string _ in session.ReceiveAllAsync(Token).ConfigureAwait(false))
            {
                count++;
                if (how == "cancel")
                {
                    session.Cancel();
                }
                else if (how == "dispose")
                {
                    await session.DisposeAsync();
                }
                else if (how == "dispose-blocking")
                {
                    session.DisposeAsync().AsTask().Wait(Token);
                }
                else
                {
                    await session.StopAsync("stop", Token);
                }
            }

            return count;
        }
    }

    [Fact]
    public async Task Receive_BareCallbackThrows_SessionGoesOn()
    {
        using var log = new ListLoggerFactory();
        var session = await TestSessions.OpenAsync(_server.Engine, log: log);
        IAsyncEnumerator<string> results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);
        Then(results.MoveNextAsync(), static () => throw new InvalidOperationException("自分のせい"));

        await _server.SendAsync("~一");
        await log.WaitForAsync("could not be run: InvalidOperationException", Token);
        await _server.SendAsync(".二");
        await _server.CloseAsync(1000);

        Assert.Equal(WebSocketMessageType.Close, (await _server.ReceiveAsync())?.Type);
        Assert.DoesNotContain(log.Lines, static line => line.Contains("failed", StringComparison.Ordinal));
        await session.DisposeAsync().AsTask().WaitAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_Cancelled_TheMoveIsACancelledTask(bool isWaiting)
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine);
        using var cancellation = new CancellationTokenSource();
        IAsyncEnumerator<string> results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(cancellation.Token);
        Task<bool>? moving = isWaiting ? results.MoveNextAsync().AsTask() : null;

        await cancellation.CancelAsync();
        moving ??= results.MoveNextAsync().AsTask();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving.WaitAsync(Token));
        Assert.True(moving.IsCanceled);
    }

    [Fact]
    public async Task Receive_ManyResultsAtOnce_AllComeInOrder()
    {
        const int Count = 500;
        await using var session = await TestSessions.OpenAsync(_server.Engine);
        Task<List<string>> reading = session.ReadAsync();
        for (int i = 0; i < Count; i++)
        {
            await _server.SendAsync($"{i}");
        }

        await _server.SendAsync(".");
        await _server.CloseAsync(1000);

        Assert.Equal([.. Enumerable.Range(0, Count).Select(static i => $"{i}"), "."], await reading);
    }

    private static void Then(ValueTask<bool> moving, Action callback) => moving.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(callback);
}
