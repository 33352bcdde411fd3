using System.Net;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Services;

public sealed class RefusedTokenTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TokenCloud _cloud = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Send_TokenRefused_IsMadeAgainWithANewOne()
    {
        MimiServiceClient client = await RevokedAsync();

        string answer = await client.SendAsync(new() { Body = MimiRequestBody.FromMemory("音声"u8.ToArray(), "x/y") }, Results.PlainDecoder, Token);

        Assert.Equal("token-2 音声", answer);
        Assert.Equal(["token-1"], _cloud.Refused);
    }

    [Fact]
    public async Task Send_NewTokenRefusedToo_ThrowsTheSecond401()
    {
        MimiServiceClient client = await RevokedAsync();
        _cloud.BeforeIssue = static (_, _) => Task.FromResult<HttpResponseMessage?>(TokenCloud.Json("""{"accessToken":"wrong-scope","expires_in":3600}"""));

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.SendAsync(new(), Results.PlainDecoder, Token));

        Assert.Equal(HttpStatusCode.Unauthorized, e.StatusCode);
        Assert.Equal(["token-1", "wrong-scope"], _cloud.Refused);
        Assert.Equal(2, _cloud.Issued);
    }

    [Fact]
    public async Task Send_RefusedForAnotherReason_DoesNotFloodTheTokenService()
    {
        MimiServiceClient client = await RevokedAsync();
        _cloud.BeforeIssue = static (number, _) => Task.FromResult<HttpResponseMessage?>(TokenCloud.Json($$"""{"accessToken":"wrong-{{number}}","expires_in":3600}"""));

        for (int call = 0; call < 50; call++)
        {
            await Assert.ThrowsAsync<MimiServiceException>(() => client.SendAsync(new(), Results.PlainDecoder, Token));
        }

        Assert.Equal(2, _cloud.Issued);
        Assert.Equal(51, _cloud.Refused.Count); // Each call once, and the first twice.
    }

    [Fact]
    public async Task Send_FixedTokenRefused_IsThrownAtOnce()
    {
        var client = new MimiServiceClient(_cloud.Engine, MimiCredential.FromToken("fixed"), TestSessions.Address);

        await Assert.ThrowsAsync<MimiServiceException>(() => client.SendAsync(new(), Results.PlainDecoder, Token));

        Assert.Equal(["fixed"], _cloud.Refused);
    }

    [Fact]
    public async Task Send_StreamThatSeeks_IsMadeAgain()
    {
        MimiServiceClient client = await RevokedAsync();
        using var stream = new MemoryStream("xaudio"u8.ToArray()) { Position = 1 };

        Assert.Equal("token-2 audio", await client.SendAsync(new() { Body = MimiRequestBody.FromStream(stream, "x/y") }, Results.PlainDecoder, Token));
    }

    [Fact]
    public async Task Send_StreamThatDoesNotSeek_ThrowsAndTheNextCallHasANewToken()
    {
        MimiServiceClient client = await RevokedAsync();
        using var stream = new ForwardOnlyStream("audio"u8.ToArray());

        await Assert.ThrowsAsync<MimiServiceException>(() => client.SendAsync(new() { Body = MimiRequestBody.FromStream(stream, "x/y") }, Results.PlainDecoder, Token));

        Assert.Equal(["token-1"], _cloud.Refused);
        Assert.Equal("token-2 ", await client.SendAsync(new(), Results.PlainDecoder, Token));
    }

    [Fact]
    public async Task Send_RenewalFails_ThrowsThatFailureAndTheNextCallTriesAgain()
    {
        MimiServiceClient client = await RevokedAsync();
        _cloud.BeforeIssue = static (number, _) => number == 2 ? throw new MimiIOException("The token service is away.") : Task.FromResult<HttpResponseMessage?>(null);

        var e = await Assert.ThrowsAsync<MimiIOException>(() => client.SendAsync(new(), Results.PlainDecoder, Token));

        Assert.Equal("The token service is away.", e.Message);
        Assert.Equal("token-3 ", await client.SendAsync(new(), Results.PlainDecoder, Token));
    }

    [Fact]
    public async Task Send_RefusedInEachRetry_IsRenewedOnce()
    {
        int tries = 0;
        using var engine = new InMemoryNetworkEngine(onRequest: (_, _) => Task.FromResult(new HttpResponseMessage(++tries == 2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Unauthorized)));
        var credential = new CountingCredential();
        Task sending = new MimiServiceClient(engine, credential, TestSessions.Address).SendAsync(new() { Session = new() { TimeProvider = _clock } }, Results.PlainDecoder, Token);
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(sending, _clock.WaitForTimersAsync(2, Token));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => sending);

        Assert.Equal(HttpStatusCode.Unauthorized, e.StatusCode);
        Assert.Equal((3, 1), (tries, credential.Refreshed)); // 401, renewed, 503, retried, 401.
    }

    [Fact]
    public async Task Send_CredentialOfOnesOwn_IsAskedAgain()
    {
        var credential = new RotatingCredential("old", "new");
        _cloud.Valid["new"] = true;

        Assert.Equal("new ", await new MimiServiceClient(_cloud.Engine, credential, TestSessions.Address).SendAsync(new(), Results.PlainDecoder, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hidden\r\nX: y")]
    [InlineData("秘密")]
    public async Task Send_CredentialGivesWhatNoHeaderCarries_SaysSoWithoutIt(string token)
    {
        var client = new MimiServiceClient(_cloud.Engine, new RotatingCredential(token), TestSessions.Address);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(new(), Results.PlainDecoder, Token));

        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
        Assert.Empty(_cloud.Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_TokenRefused_IsMadeAgainWithANewOne(bool inTheBackground)
    {
        (MimiServiceClient client, SessionServer server) = await RevokedSessionsAsync();

        await using MimiServiceSession<string> session = inTheBackground ? client.StartSession(new(), Results.PlainDecoder) : await client.OpenSessionAsync(new(), Results.PlainDecoder, Token);
        await session.Opened.WaitAsync(Token);
        await session.StopAsync("stop", Token);
        await server.ReceiveUntilTextAsync();

        Assert.Equal("Bearer token-2", server.Request!.Headers.Authorization!.ToString());
        Assert.Equal(["token-1"], _cloud.Refused);
    }

    [Fact]
    public async Task Open_NewTokenRefusedToo_ThrowsTheSecond401()
    {
        (MimiServiceClient client, _) = await RevokedSessionsAsync();
        _cloud.BeforeIssue = static (_, _) => Task.FromResult<HttpResponseMessage?>(TokenCloud.Json("""{"accessToken":"wrong-scope","expires_in":3600}"""));

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.OpenSessionAsync(new(), Results.PlainDecoder, Token));

        Assert.Equal(HttpStatusCode.Unauthorized, e.StatusCode);
        Assert.Equal(["token-1", "wrong-scope"], _cloud.Refused);
    }

    private async Task<MimiServiceClient> RevokedAsync()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        _cloud.Valid.Clear();
        return new(_cloud.Engine, credential, TestSessions.Address);
    }

    private async Task<(MimiServiceClient Client, SessionServer Server)> RevokedSessionsAsync()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        _cloud.Valid.Clear();
        var server = new SessionServer();
        server.Engine.BeforeConnect = (request, _) => _cloud.CheckAsync(request);
        return (new(server.Engine, credential, TestSessions.Address), server);
    }

    private sealed class RotatingCredential(params string[] tokens) : MimiCredential
    {
        private int _next;

        public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => new(tokens[Math.Min(_next++, tokens.Length - 1)]);
    }

    private sealed class CountingCredential : MimiCredential
    {
        public int Refreshed { get; private set; }

        public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => new($"t{Refreshed}");

        public override ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
        {
            Refreshed++;
            return GetTokenAsync(cancellationToken);
        }
    }
}
