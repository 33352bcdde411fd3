using System.Net;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.Client.Tokens;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Tokens;

public sealed class MimiTokenClientTests
{
    private const string Reply = """
        {"operationId":"0123456789abcdef0123456789abcdef","startTimestamp":1500000000,"endTimestamp":1500000002,"selfLink":"https://auth.mimi.fd.ai/v2/operations/0123",
        "targetLink":"","kind":"auth#operation#accesstoken","progress":100,"code":200,"status":"success","error":"","accessToken":"8c1c-22","expires_in":3600,"new":{"a":[1]}}
        """;

    private readonly ManualTimeProvider _clock = new();

    public static TheoryData<MimiIdentity, string, string, string> Grants => new()
    {
        { MimiIdentity.Application("app", "ひみつ &="), "application_credentials", "app", "ひみつ &=" },
        { MimiIdentity.Client("app", "c1", "s"), "client_credentials", "app:c1", "s" },
        { MimiIdentity.ClientOfApplication("app", "c1", new string('f', 900)), "application_client_credentials", "app:c1", new string('f', 900) },
    };

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Issue_Identity_GoesOutAsAForm(MimiIdentity identity, string grant, string id, string secret)
    {
        var cloud = new TokenCloud();

        await cloud.Client().IssueAsync(identity, MimiScopes.NictTts | MimiScopes.NictTra, Token);

        (string path, Dictionary<string, string> form) = Assert.Single(cloud.Calls);
        Assert.Equal("/v2/token", path);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["grant_type"] = "https://auth.mimi.fd.ai/grant_type/" + grant,
                ["client_id"] = id,
                ["client_secret"] = secret,
                ["scope"] = "https://apis.mimi.fd.ai/auth/nict-tts/http-api-service;https://apis.mimi.fd.ai/auth/nict-tra/http-api-service",
            },
            form);
    }

    [Fact]
    public async Task Issue_Reply_IsReadWhole()
    {
        MimiAccessToken token = await Client(Reply).IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token);

        Assert.Equal("8c1c-22", token.AccessToken);
        Assert.Equal(TimeSpan.FromHours(1), token.ExpiresIn);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromHours(1), token.ExpiresAt); // Neither of the service's times counts.
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_500_000_000), token.StartTimestamp);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_500_000_002), token.EndTimestamp);
        Assert.Equal(("0123456789abcdef0123456789abcdef", "https://auth.mimi.fd.ai/v2/operations/0123", ""), (token.OperationId, token.SelfLink, token.TargetLink));
        Assert.Equal(("auth#operation#accesstoken", 200, 100, "success", ""), (token.Kind, token.Code, token.Progress, token.Status, token.Error));
        Assert.Equal("an access token that expires at 2000-01-01 01:00:00Z", token.ToString());
    }

    [Theory]
    [InlineData("""{"accessToken":"t","expires_in":"60","code":"200","progress":"half","startTimestamp":[],"status":7}""", 60)]
    [InlineData("""{"accessToken":"t"}""", 3_600)]
    [InlineData("""{"accessToken":"t","expires_in":9223372036854775807,"endTimestamp":9223372036854775807}""", 315_360_000)]
    [InlineData("""{"accessToken":"t","expires_in":-5,"error":"\ud800"}""", 0)]
    public async Task Issue_OddReply_IsReadLeniently(string reply, int seconds)
    {
        MimiAccessToken token = await Client(reply).IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token);

        Assert.Equal(("t", TimeSpan.FromSeconds(seconds)), (token.AccessToken, token.ExpiresIn));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"expires_in":3600,"status":"success"}""")]
    [InlineData("""{"accessToken":"","status":"success"}""")]
    [InlineData("""{"accessToken":"two\r\nlines"}""")]
    public async Task Issue_NoToken_ThrowsJsonException(string reply) =>
        await Assert.ThrowsAsync<MimiJsonException>(() => Client(reply).IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token));

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Issue_ErrorInTheBody_TellsTextAndAdvice(HttpStatusCode status)
    {
        MimiTokenClient client = Client("""{"code":400,"status":"error","error":"Scope is not defined as client scope.","progress":0}""", status);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.IssueAsync(TokenCloud.Identity, MimiScopes.Srs, Token));

        Assert.Equal((status, 400, "Scope is not defined as client scope."), (e.StatusCode, e.ErrorCode, e.Detail));
        Assert.Contains("Enable the scope for the application", e.Advice, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task Issue_BusyInTheBody_IsTransient()
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() =>
            Client("""{"code":503,"status":"error","error":"混雑しています"}""").IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token));

        Assert.Equal("混雑しています", e.Detail);
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Issue_RefusedWithoutJson_KeepsTheTextAndBlamesTheSecret()
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client("だめです", HttpStatusCode.Unauthorized).IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token));

        Assert.Equal("だめです", e.Detail);
        Assert.Contains("secret", e.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("60 minutes", e.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_TokenAndIdentity_GoOut()
    {
        var cloud = new TokenCloud();

        await cloud.Client().RevokeAsync(TokenCloud.Identity, "t-1", Token);

        (string path, Dictionary<string, string> form) = Assert.Single(cloud.Calls);
        Assert.Equal("/v2/revoke", path);
        Assert.Equal(new Dictionary<string, string> { ["client_id"] = "app:client", ["client_secret"] = "client-secret", ["token"] = "t-1" }, form);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("[1]")]
    [InlineData("""{"status":"success"}""")]
    public async Task Revoke_AnyAnswer_IsEnough(string reply) => await Client(reply).RevokeAsync(TokenCloud.Identity, "t", Token);

    [Fact]
    public async Task Revoke_ErrorInTheBody_Throws()
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client("""{"code":404,"status":"error","error":"no such token"}""").RevokeAsync(TokenCloud.Identity, "8c1c-22", Token));

        Assert.Equal("no such token", e.Detail);
    }

    [Theory]
    [InlineData("""{"tokenStatus":"有効","scope":"x"}""", "有効")]
    [InlineData("""{"tokenStatus":1}""", null)]
    public async Task Validate_Status_StaysOpen(string reply, string? status)
    {
        MimiTokenValidation validation = await Client(reply).ValidateAsync("t", Token);

        Assert.Equal((status, reply), (validation.Status, validation.RawJson));
    }

    [Fact]
    public async Task Paths_Overridden_AreUsed()
    {
        List<string> asked = [];
        using var engine = new InMemoryNetworkEngine(onRequest: (request, _) =>
        {
            asked.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(TokenCloud.Json(Reply));
        });
        var client = new MimiTokenClient(engine, new("http://127.0.0.1:9000/auth/"), new() { TokenPath = "a", RevokePath = "b/c", ValidatePath = "d" });

        await client.IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token);
        await client.RevokeAsync(TokenCloud.Identity, "t", Token);
        await client.ValidateAsync("t", Token);

        Assert.Equal(["http://127.0.0.1:9000/auth/a", "http://127.0.0.1:9000/auth/b/c", "http://127.0.0.1:9000/auth/d"], asked);
    }

    [Fact]
    public async Task Issue_ServerSilent_TimesOut()
    {
        using var engine = new InMemoryNetworkEngine(onRequest: static async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, CancellationToken.None); // A stack that does not look at its token.
            return new();
        });
        Task issuing = new MimiTokenClient(engine, options: new() { TimeProvider = _clock }).IssueAsync(TokenCloud.Identity, TokenCloud.Scope, Token);
        await _clock.WaitForTimersAsync(1, Token);

        _clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<MimiTimeoutException>(() => issuing);
    }

    [Theory]
    [InlineData("", "s")]
    [InlineData("app", "")]
    [InlineData("app:client", "s")]
    [InlineData("my app", "s")]
    public void Identity_ThatCannotBe_IsRefusedWithoutRepeatingIt(string id, string secret)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => MimiIdentity.Application(id, secret));

        Assert.All([id, secret], value => Assert.False(value.Length > 3 && e.Message.Contains(value, StringComparison.Ordinal)));
    }

    [Fact]
    public void Path_ThatLeadsElsewhere_IsRefused() => Assert.Throws<ArgumentException>(static () => new MimiTokenOptions { RevokePath = "/v2/revoke" });

    private MimiTokenClient Client(string reply, HttpStatusCode status = HttpStatusCode.OK) =>
        new(new InMemoryNetworkEngine(onRequest: (_, _) => Task.FromResult(TokenCloud.Json(reply, status))), options: new() { TimeProvider = _clock, Retry = MimiRetryOptions.None });
}
