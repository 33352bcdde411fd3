using Mimi.Client.Srs;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Srs;

public sealed class MimiSrsClientTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Recognize_Group_GoesOut()
    {
        var server = new RecognitionServer("{}");

        await Client(server).RecognizeAsync(new byte[2], new() { SpeakerGroupId = "g-1" }, Token);

        Assert.Equal("g-1", server.Headers["x-mimi-srs-speaker-group-id"]);
    }

    [Fact]
    public async Task NoGroup_IsRefusedBeforeTheRequest()
    {
        var server = new RecognitionServer("{}");

        var e = await Assert.ThrowsAsync<ArgumentException>(() => Client(server).RecognizeAsync(new byte[2], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Client(server).OpenSessionAsync(cancellationToken: Token));
        Assert.Throws<ArgumentException>(() => Client(server).StartSession());

        Assert.Contains("MimiSrsOptions.SpeakerGroupId", e.Message, StringComparison.Ordinal);
        Assert.Empty(server.Headers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nx-mimi-process: asr")]
    [InlineData("組")]
    public void Group_ThatAHeaderCannotCarry_IsRefused(string id) =>
        Assert.ThrowsAny<ArgumentException>(() => new MimiSrsOptions { SpeakerGroupId = id });

    private static MimiSrsClient Client(RecognitionServer server) => new(server.Engine, null, TestSessions.Address);
}
