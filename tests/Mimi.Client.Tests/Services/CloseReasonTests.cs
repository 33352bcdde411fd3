using System.Net.WebSockets;
using Mimi.Client.Services;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Services;

public sealed class CloseReasonTests
{
    private const string AccessToken = "a54c1f0e-2f52-4a5b-9f31-c0de00c0ffee";

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData("the token " + AccessToken + " has expired", "the token [redacted] has expired")]
    [InlineData("期限切れ: a54c1f0e-2f52-4a5b-9f31-", "期限切れ: ")] // Cut by the length of a close frame.
    [InlineData("時間切れ", "時間切れ")]
    public async Task Close_ReasonRepeatsTheToken_IsRedacted(string reason, string shown)
    {
        var server = new SessionServer();
        var client = new MimiServiceClient(server.Engine, MimiCredential.FromToken(AccessToken), TestSessions.Address);
        await using var session = await client.OpenSessionAsync(new MimiServiceRequest(), Results.PlainDecoder, Timeout);
        await server.CloseAsync(1008, reason);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => session.ReadAsync());

        Assert.Equal((shown, shown), (e.Detail, session.CloseDescription));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, e.CloseStatus);
    }
}
