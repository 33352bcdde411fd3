using System.Text.Json;

namespace Mimi.Server.Tests.Support;

/// <summary>Calls of the token addresses with raw forms.</summary>
internal static class TokenCalls
{
    public const string ApplicationGrant = "https://auth.mimi.fd.ai/grant_type/application_credentials";
    public const string ClientGrant = "https://auth.mimi.fd.ai/grant_type/client_credentials";
    public const string ClientOfApplicationGrant = "https://auth.mimi.fd.ai/grant_type/application_client_credentials";

    public static Dictionary<string, string> Form(string grant, string id, string secret, params string[] scopes) => new()
    {
        ["grant_type"] = grant,
        ["client_id"] = id,
        ["client_secret"] = secret,
        ["scope"] = string.Join(';', scopes),
    };

    public static async Task<(int Status, JsonElement Body)> SendAsync(this Fixture server, string path, HttpContent? content, string? token = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using HttpResponseMessage response = await server.Http.SendAsync(request, TestTimeout.Token);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestTimeout.Token));
        return ((int)response.StatusCode, body.RootElement.Clone());
    }

    public static Task<(int Status, JsonElement Body)> IssueAsync(this Fixture server, Dictionary<string, string> form) =>
        server.SendAsync("/v2/token", new FormUrlEncodedContent(form));

    /// <summary>Issues a token to the client that may do everything.</summary>
    public static async Task<string> TokenAsync(this Fixture server, params string[] scopes)
    {
        (int status, JsonElement body) = await server.IssueAsync(Form(ClientGrant, "app:all", TestAccounts.ClientSecret, [.. scopes.Select(scope => TestAccounts.Prefix + scope)]));
        Assert.Equal(200, status);
        return body.GetProperty("accessToken").GetString()!;
    }

    public static async Task<string> StatusAsync(this Fixture server, string token)
    {
        (int status, JsonElement body) = await server.SendAsync("/v2/validate", new FormUrlEncodedContent([new("token", token)]));
        Assert.Equal(200, status);
        return body.GetProperty("tokenStatus").GetString()!;
    }

    public static Task<(int Status, JsonElement Body)> RevokeAsync(this Fixture server, string token, string id = "app:all", string secret = TestAccounts.ClientSecret) =>
        server.SendAsync("/v2/revoke", new FormUrlEncodedContent([new("token", token), new("client_id", id), new("client_secret", secret)]));

    public static string Error(this JsonElement body) => body.GetProperty("error").GetString()!;

    public static Task<Fixture> StartWithAccountsAsync(Func<MimiServerOptions, MimiServerOptions>? configure = null) =>
        Fixture.StartAsync(configure: options => (configure ?? (same => same))(options with { Accounts = TestAccounts.All }));
}
