using Mimi.Client.Asr;
using Mimi.Client.Tests.Asr;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class LogTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Log_WholeLife_IsToldWithoutContent()
    {
        using var log = new ListLoggerFactory();
        var server = new RecognitionServer(Results.Temporary(1), Results.Final.Replace("s-1", "s-9", StringComparison.Ordinal));
        var client = new MimiAsrClient(server.Engine, MimiCredential.FromToken("secret-token"), TestSessions.Address, log);

        await MimiAsrClientTests.ReadAsync(client.RecognizeStreamAsync(Audio(), cancellationToken: Token));

        Assert.Contains(log.Lines, static line => line.Contains("opened", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static line => line.Contains("stopping", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static line => line.Contains("1000", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, static line => line.Contains("left out", StringComparison.Ordinal));
        Assert.All(log.Lines, static line => Assert.DoesNotMatch("secret-token|猫|recog-", line));
    }

    [Fact]
    public async Task Log_Failure_IsAWarningWithTheCloseCode()
    {
        using var log = new ListLoggerFactory();
        var server = new SessionServer();
        await using var session = await new MimiAsrClient(server.Engine, null, TestSessions.Address, log).OpenSessionAsync(cancellationToken: Token);
        await server.CloseAsync(4003, "秘密");

        await Assert.ThrowsAsync<MimiServiceException>(() => MimiAsrClientTests.ReadAsync(session.ReceiveAllAsync(Token)));
        await session.DisposeAsync();

        string line = Assert.Single(log.Lines, static line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Contains("4003", line, StringComparison.Ordinal);
        Assert.All(log.Lines, static line => Assert.DoesNotContain("秘密", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_ResultsLeftOut_AreCounted()
    {
        using var log = new ListLoggerFactory();
        var server = new SessionServer();
        await using var session = await new MimiAsrClient(server.Engine, null, TestSessions.Address, log)
            .OpenSessionAsync(new() { Session = new() { ResultBufferCapacity = 1 } }, Token);
        await server.SendAsync(Results.Temporary(1));
        await server.SendAsync(Results.Temporary(2));
        await server.SendAsync(Results.Final);
        await server.CloseAsync(1000);

        await log.WaitForAsync("left out 2 temporary results", Token);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Audio()
    {
        yield return new byte[100];
        await Task.Yield();
    }
}
