using System.Text.Json;
using Mimi.Server.Tests.Support;
using Mimi.Server.Tokens;
using static Mimi.Server.Tests.Support.TokenCalls;

namespace Mimi.Server.Tests.Tokens;

/// <summary>How long a token counts, and where.</summary>
public sealed class TokenLifeTests
{
    private static readonly string Key = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    [Fact]
    public async Task Token_After3600Seconds_HasExpired()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartWithAccountsAsync(options => options with { TimeProvider = time });
        time.Advance(TimeSpan.FromMilliseconds(400));
        string token = await server.TokenAsync("asr/http-api-service");

        time.Advance(TimeSpan.FromSeconds(3_600) - TimeSpan.FromTicks(1));
        (int before, _) = await PostAsync(server, token);
        string statusBefore = await server.StatusAsync(token);
        time.Advance(TimeSpan.FromSeconds(1)); // A token knows whole seconds.
        (int after, string error) = await PostAsync(server, token);

        Assert.Equal((200, "valid"), (before, statusBefore));
        Assert.Equal((401, "expired"), (after, await server.StatusAsync(token)));
        Assert.Contains("has expired", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_Expired_IsRefusedBeforeTheUpgrade()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartWithAccountsAsync(options => options with { TimeProvider = time });
        string token = await server.TokenAsync("asr/websocket-api-service");
        time.Advance(TimeSpan.FromSeconds(3_600));

        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(("?", $"process=asr&access-token={token}")));

        Assert.Equal(401, refused.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_ExpiresInASession_EndsItOnlyWhenAsked(bool ends)
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartWithAccountsAsync(options => options with { TimeProvider = time, IdleTimeout = TimeSpan.FromHours(1), EndSessionsWithToken = ends });
        string token = await server.TokenAsync("asr/websocket-api-service");
        time.Advance(TimeSpan.FromMinutes(50));
        using WireClient client = await server.OpenAsync(("?", $"process=asr&access-token={token}&input-language=en"));
        Task<List<string>> reading = client.ReadToEndAsync();
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.False(reading.IsCompleted);

        time.Advance(TimeSpan.FromMinutes(2));

        if (!ends)
        {
            await client.BreakAsync();
        }

        await reading;
        Assert.Equal(ends ? (1008, "The access token has expired.") : (1000, ""), ((int)client.Socket.CloseStatus!, client.Socket.CloseStatusDescription));
    }

    [Theory]
    [InlineData("app:all", TestAccounts.ClientSecret)]
    [InlineData("app:all", TestAccounts.ApplicationSecret)]
    [InlineData("app", TestAccounts.ApplicationSecret)]
    public async Task Revoke_ByItsClientOrApplication_EndsTheToken(string id, string secret)
    {
        await using Fixture server = await StartWithAccountsAsync();
        string token = await server.TokenAsync("asr/http-api-service");
        string other = await server.TokenAsync("asr/http-api-service");

        (int status, JsonElement body) = await server.RevokeAsync(token, id, secret);
        (int after, string error) = await PostAsync(server, token);

        Assert.Equal((200, "success"), (status, body.GetProperty("status").GetString()));
        Assert.Equal((401, "revoked"), (after, await server.StatusAsync(token)));
        Assert.Contains("was revoked", error, StringComparison.Ordinal);
        Assert.Equal(200, (await PostAsync(server, other)).Status);
    }

    [Theory]
    [InlineData("app:ears", TestAccounts.ClientSecret, 400)]
    [InlineData("other", TestAccounts.ApplicationSecret, 400)]
    [InlineData("app:all", "wrong", 401)]
    [InlineData("nobody", TestAccounts.ApplicationSecret, 401)]
    public async Task Revoke_BySomebodyElse_IsRefused(string id, string secret, int expected)
    {
        await using Fixture server = await StartWithAccountsAsync();
        string token = await server.TokenAsync("asr/http-api-service");

        (int status, JsonElement body) = await server.RevokeAsync(token, id, secret);

        Assert.Equal((expected, "error"), (status, body.GetProperty("status").GetString()));
        Assert.Equal("valid", await server.StatusAsync(token));
    }

    [Fact]
    public async Task Revoke_NoTokenOfOurs_IsDoneAlready()
    {
        await using Fixture server = await StartWithAccountsAsync();

        (int status, _) = await server.RevokeAsync("11111111-2222-3333-4444-555555555555");

        Assert.Equal(200, status);
    }

    [Fact]
    public void RevokedTokens_PastTheirExpiry_AreForgotten()
    {
        var time = new ManualTimeProvider();
        var revoked = new RevokedTokens(time);
        for (int i = 0; i < 100; i++)
        {
            revoked.Add($"{i}", time.GetUtcNow() + TimeSpan.FromSeconds(i));
        }

        time.Advance(TimeSpan.FromSeconds(50));
        revoked.Add("last", time.GetUtcNow() + TimeSpan.FromHours(1));

        Assert.Equal(50, revoked.Count); // 51 to 99, and the last.
        Assert.True(revoked.Contains("51"));
        Assert.False(revoked.Contains("50"));
    }

    [Fact]
    public async Task Token_OfAnotherInstanceWithTheSameKey_Counts()
    {
        await using Fixture one = await StartAsync(Key);
        await using Fixture two = await StartAsync(Key);
        await using Fixture stranger = await StartAsync(null);

        string token = await one.TokenAsync("asr/http-api-service");

        Assert.Equal((200, "valid"), ((await PostAsync(two, token)).Status, await two.StatusAsync(token)));
        Assert.Equal((401, "invalid"), ((await PostAsync(stranger, token)).Status, await stranger.StatusAsync(token)));
    }

    [Fact]
    public async Task Token_Altered_DoesNotCount()
    {
        await using Fixture server = await StartWithAccountsAsync();
        string[] parts = (await server.TokenAsync("asr/http-api-service")).Split('.');
        string[] more = (await server.TokenAsync("srs/http-api-service")).Split('.');
        string none = Convert.ToBase64String("""{"alg":"none","typ":"JWT"}"""u8).TrimEnd('=');

        foreach (string forged in (string[])[$"{parts[0]}.{more[1]}.{parts[2]}", $"{none}.{parts[1]}.", $"{parts[0]}.{parts[1]}.", "a.b.c", "…", "MARKED"])
        {
            Assert.Equal("invalid", await server.StatusAsync(forged));
            Assert.Equal(401, (await PostAsync(server, Uri.EscapeDataString(forged))).Status);
        }
    }

    [Fact]
    public async Task FixedToken_BesideAccounts_OpensEverything()
    {
        await using Fixture server = await StartWithAccountsAsync(options => options with { AccessToken = "fixed" });

        Assert.Equal(200, (await PostAsync(server, "fixed")).Status);
        Assert.Equal(200, (await PostAsync(server, await server.TokenAsync("asr/http-api-service"))).Status);
        Assert.Equal(401, (await PostAsync(server, "fixed ones")).Status);
        Assert.Equal("valid", await server.StatusAsync("fixed"));
    }

    [Fact]
    public async Task Issue_WithAFixedTokenOnly_SaysThatNoneAreIssued()
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { AccessToken = "fixed" });

        (int status, JsonElement body) = await server.IssueAsync(Form(ApplicationGrant, "app", "secret", TestAccounts.Asr));

        Assert.Equal((501, "error"), (status, body.GetProperty("status").GetString()));
        Assert.Contains("accounts file", body.Error(), StringComparison.Ordinal);
    }

    private static Task<Fixture> StartAsync(string? key) =>
        Fixture.StartAsync(configure: options => options with { Accounts = MimiAccounts.Parse(TestAccounts.Json(key)) });

    private static Task<(int Status, string Body)> PostAsync(Fixture server, string token) =>
        server.PostAsync([], null, ("x-mimi-process", "asr"), ("Authorization", $"Bearer {token}"));
}
