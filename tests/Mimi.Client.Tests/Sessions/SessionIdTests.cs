using Mimi.Client.Asr;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Whatever ends a session says which one it was, if that is known.</summary>
public sealed class SessionIdTests
{
    private readonly SessionServer _server = new();

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData("close", typeof(MimiServiceException))]
    [InlineData("drop", typeof(MimiIOException))]
    [InlineData("garbage", typeof(MimiJsonException))]
    public async Task Failure_AfterAResult_NamesTheSession(string how, Type type)
    {
        var client = new MimiAsrClient(_server.Engine, MimiCredential.FromToken("token"));
        await using var session = await client.OpenSessionAsync(cancellationToken: Timeout);
        await _server.SendAsync(Results.Temporary(1));
        await (how switch
        {
            "close" => _server.CloseAsync(1011),
            "garbage" => _server.SendAsync("<html>"),
            _ => Task.CompletedTask,
        });
        if (how == "drop")
        {
            _server.Drop();
        }

        Exception e = await Assert.ThrowsAnyAsync<MimiException>(async () =>
        {
            await foreach (MimiAsrResult _ in session.ReceiveAllAsync(Timeout))
            {
            }
        });

        Assert.IsType(type, e);
        Assert.Equal("s-1", ((MimiException)e).SessionId);
    }
}
