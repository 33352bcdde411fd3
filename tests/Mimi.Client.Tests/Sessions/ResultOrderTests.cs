using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class ResultOrderTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Receive_ReaderFallsBehindLater_KeepsTheOrderWhileTheBufferGrows()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine);
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);
        foreach (string result in new[] { "1", "2", "3" })
        {
            await server.SendAsync(result);
        }

        Assert.True(await results.MoveNextAsync());
        Assert.True(await results.MoveNextAsync()); // The buffer begins in the middle of its array now,
        foreach (string result in new[] { "4", "~5", "6", "7", "8", "9", "." })
        {
            await server.SendAsync(result); // and wraps around before it grows.
        }

        await server.CloseAsync(1000);
        await server.ReceiveAsync();
        List<string> rest = [];
        while (await results.MoveNextAsync())
        {
            rest.Add(results.Current);
        }

        Assert.Equal(["3", "4", "~5", "6", "7", "8", "9", "."], rest);
        Assert.Equal(0, session.DroppedResults);
    }

    [Fact]
    public async Task Receive_FinalInItsOwnPlace_NothingIsLeftOut()
    {
        var server = new SessionServer();
        await using var session = await TestSessions.OpenAsync(server.Engine, new() { ResultBufferCapacity = 1 });
        await server.SendAsync("1");
        await server.SendAsync(".");
        await server.CloseAsync(1000);
        await server.ReceiveAsync();

        Assert.Equal(["1", "."], await session.ReadAsync());
        Assert.Equal(0, session.DroppedResults);
    }
}
