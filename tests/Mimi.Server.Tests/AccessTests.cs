using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

/// <summary>protocol: the token, by header or query, refused before the upgrade.</summary>
public sealed class AccessTests
{
    private const string Token = "5e0f-秘密-token";

    [Theory]
    [InlineData("Authorization: Bearer {0}", "")]
    [InlineData("authorization: bearer {0}", "")]
    [InlineData("AUTHORIZATION: BEARER   {0}  ", "")]
    [InlineData("X-Nothing: 1", "?access-token={0}")]
    public async Task Token_Right_IsLetIn(string header, string query)
    {
        await using Fixture server = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);

        string head = await client.ExchangeHeadAsync(
            $"GET /{query.Replace("{0}", Uri.EscapeDataString(Token), StringComparison.Ordinal)} HTTP/1.1",
            [.. RawClient.UpgradeLines, "x-mimi-process: asr", header.Replace("{0}", Token, StringComparison.Ordinal)]);

        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Bearer wrong", null)]
    [InlineData("Bearer", null)]
    [InlineData("Basic 5e0f", null)]
    [InlineData("5e0f", null)]
    [InlineData(null, "access-token=wrong")]
    [InlineData("Bearer wrong", "access-token=5e0f-%E7%A7%98%E5%AF%86-token")]
    public async Task Token_MissingOrWrong_Is401BeforeTheUpgrade(string? header, string? query)
    {
        await using Fixture server = await StartAsync();
        (string, string)[] headers = [("x-mimi-process", "asr"), .. header is null ? [] : new[] { ("Authorization", header) }, .. query is null ? [] : new[] { ("?", query) }];

        (int status, string body) = await server.PostAsync(new byte[100_000], null, headers);
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(headers));

        Assert.Equal((401, 401), (status, refused.Status));
        Assert.Equal(401, Strict.Error(body).Code);
        Assert.DoesNotContain("wrong-", body, StringComparison.Ordinal);
        Assert.Empty(server.Speech.AskedFor);
    }

    [Fact]
    public async Task Handshake_Refused_CarriesJson()
    {
        await using Fixture server = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);

        string head = await client.ExchangeHeadAsync("GET / HTTP/1.1", [.. RawClient.UpgradeLines, "x-mimi-process: asr"]);

        Assert.StartsWith("HTTP/1.1 401 ", head, StringComparison.Ordinal);
        Assert.Contains("WWW-Authenticate: Bearer\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTokenConfigured_AnyTokenIsLetIn()
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, _) = await server.PostAsync([], null, ("x-mimi-process", "asr"), ("Authorization", "Bearer whatever"));

        Assert.Equal(200, status);
    }

    private static Task<Fixture> StartAsync() => Fixture.StartAsync(configure: options => options with { AccessToken = Token });
}
