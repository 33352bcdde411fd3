using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.TokenCalls;

namespace Mimi.Server.Tests.Tokens;

/// <summary>protocol 2: grants, body encodings, the fields of the reply, refusals.</summary>
public sealed class TokenIssueTests
{
    private const string Asr = TestAccounts.Asr;
    private const string Socket = TestAccounts.Prefix + "asr/websocket-api-service";

    [Fact]
    public async Task Issue_Reply_HasEveryField()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartWithAccountsAsync(options => options with { TimeProvider = time });

        (int status, JsonElement body) = await server.IssueAsync(Form(ApplicationGrant, "app", TestAccounts.ApplicationSecret, Asr));

        Assert.Equal(200, status);
        Assert.Equal(
            ["accessToken", "code", "endTimestamp", "error", "expires_in", "kind", "operationId", "progress", "selfLink", "startTimestamp", "status", "targetLink"],
            body.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.NotEmpty(body.GetProperty("accessToken").GetString()!);
        Assert.Equal(3_600, body.GetProperty("expires_in").GetInt32());
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds(), body.GetProperty("startTimestamp").GetInt64());
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds(), body.GetProperty("endTimestamp").GetInt64());
        string id = body.GetProperty("operationId").GetString()!;
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal($"{server.Server.Address}v2/operations/{id}", body.GetProperty("selfLink").GetString());
        Assert.Equal(("", "auth#operation#accesstoken", 200, 100), (body.GetProperty("targetLink").GetString(), body.GetProperty("kind").GetString(), body.GetProperty("code").GetInt32(), body.GetProperty("progress").GetInt32()));
        Assert.Equal(("success", ""), (body.GetProperty("status").GetString(), body.Error()));
    }

    [Theory]
    [InlineData(ApplicationGrant, "app", TestAccounts.ApplicationSecret)]
    [InlineData(ClientGrant, "app:ears", TestAccounts.ClientSecret)]
    [InlineData(ClientOfApplicationGrant, "app:ears", TestAccounts.ApplicationSecret)]
    [InlineData(ClientOfApplicationGrant, "app:guest", TestAccounts.ApplicationSecret)]
    public async Task Issue_EachGrant_GivesAToken(string grant, string id, string secret)
    {
        await using Fixture server = await StartWithAccountsAsync();
        string scope = id == "app:guest" ? TestAccounts.Prefix + "nict-tts/http-api-service" : Asr;

        (int status, JsonElement body) = await server.IssueAsync(Form(grant, id, secret, scope));

        Assert.Equal((200, "valid"), (status, await server.StatusAsync(body.GetProperty("accessToken").GetString()!)));
    }

    public static TheoryData<string> Encodings => ["urlencoded", "raw", "multipart", "files", "query", "query+type", "json", "body-before-query"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Issue_EachEncoding_IsRead(string encoding)
    {
        await using Fixture server = await StartWithAccountsAsync();
        Dictionary<string, string> form = Form(ApplicationGrant, "app", TestAccounts.ApplicationSecret, Asr, Socket);
        string raw = string.Join('&', form.Select(field => $"{field.Key}={(field.Key == "client_secret" ? Uri.EscapeDataString(field.Value) : field.Value)}")); // ':', '/' and ';' as they are.
        string query = "?" + string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

        (int status, JsonElement body) = encoding switch
        {
            "urlencoded" => await server.IssueAsync(form),
            "raw" => await server.SendAsync("/v2/token", new StringContent(raw, Encoding.UTF8, "application/x-www-form-urlencoded")),
            "multipart" => await server.SendAsync("/v2/token", Multipart(form, asFiles: false)),
            "files" => await server.SendAsync("/v2/token", Multipart(form, asFiles: true)),
            "query" => await server.SendAsync("/v2/token" + query, null),
            "query+type" => await server.SendAsync("/v2/token" + query, new StringContent("", Encoding.UTF8, "multipart/form-data")),
            "json" => await server.SendAsync("/v2/token", JsonContent.Create(form)),
            _ => await server.SendAsync("/v2/token?scope=wrong&client_id=wrong", new FormUrlEncodedContent(form)),
        };

        Assert.Equal((200, ""), (status, body.Error()));
        string token = body.GetProperty("accessToken").GetString()!;
        (int http, _) = await server.PostAsync([], null, ("x-mimi-process", "asr"), ("Authorization", $"Bearer {token}"));
        using WireClient socket = await server.OpenAsync(("x-mimi-process", "asr"), ("Authorization", $"Bearer {token}")); // The scope behind the semicolon.
        Assert.Equal(200, http);
    }

    [Theory]
    [InlineData(ApplicationGrant, "app", "wrong")]
    [InlineData(ApplicationGrant, "nobody", TestAccounts.ApplicationSecret)]
    [InlineData(ApplicationGrant, "app", TestAccounts.ClientSecret)]
    [InlineData(ClientGrant, "app:ears", TestAccounts.ApplicationSecret)]
    [InlineData(ClientGrant, "app:nobody", TestAccounts.ClientSecret)]
    [InlineData(ClientGrant, "other:ears", TestAccounts.ClientSecret)]
    [InlineData(ClientGrant, "app:guest", "")]
    [InlineData(ClientGrant, "app:guest", "anything")]
    [InlineData(ClientOfApplicationGrant, "app:ears", TestAccounts.ClientSecret)]
    public async Task Issue_WrongSecretOrAccount_IsRefusedAlike(string grant, string id, string secret)
    {
        await using Fixture server = await StartWithAccountsAsync();

        (int status, JsonElement body) = await server.IssueAsync(Form(grant, id, secret, Asr));

        string expected = secret.Length == 0 ? "The field 'client_secret' is missing." : "The client_id or the client_secret is wrong for this grant_type.";
        AssertRefused(body, secret.Length == 0 ? 400 : 401, expected);
        Assert.Equal(secret.Length == 0 ? 400 : 401, status);
    }

    [Theory]
    [InlineData("app:ears", TestAccounts.Prefix + "nict-asr/http-api-service")]
    [InlineData("app:ears", Asr + ";" + TestAccounts.Prefix + "srs/http-api-service")]
    [InlineData("app:ears", "asr/http-api-service")]
    [InlineData("app:all", "*")]
    [InlineData("app:all", ";")]
    [InlineData("app:all", "https://example.com/auth/asr/http-api-service")]
    public async Task Issue_ScopeNotAllowed_SaysSoAsMimiDoes(string id, string scope)
    {
        await using Fixture server = await StartWithAccountsAsync();

        (int status, JsonElement body) = await server.IssueAsync(Form(ClientGrant, id, TestAccounts.ClientSecret, scope));

        Assert.Equal(400, status);
        AssertRefused(body, 400, "Scope is not defined as client scope.");
    }

    [Theory]
    [InlineData("grant_type")]
    [InlineData("client_id")]
    [InlineData("client_secret")]
    [InlineData("scope")]
    public async Task Issue_FieldMissing_NamesIt(string field)
    {
        await using Fixture server = await StartWithAccountsAsync();
        Dictionary<string, string> form = Form(ApplicationGrant, "app", TestAccounts.ApplicationSecret, Asr);
        form.Remove(field);

        (int status, JsonElement body) = await server.IssueAsync(form);

        Assert.Equal(400, status);
        AssertRefused(body, 400, $"The field '{field}' is missing.");
    }

    [Theory]
    [InlineData("https://auth.mimi.fd.ai/grant_type/refresh_token", "app", "Send one of https://auth.mimi.fd.ai/grant_type/application_credentials")]
    [InlineData(ApplicationGrant, "app:all", "the application's id alone")]
    [InlineData(ClientGrant, "app", "APPLICATION_ID:CLIENT_ID")]
    public async Task Issue_GrantUnknownOrForAnotherId_SaysWhatIsRight(string grant, string id, string expected)
    {
        await using Fixture server = await StartWithAccountsAsync();

        (int status, JsonElement body) = await server.IssueAsync(Form(grant, id, TestAccounts.ApplicationSecret, Asr));

        Assert.Equal((400, "error"), (status, body.GetProperty("status").GetString()));
        Assert.Contains(expected, body.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_SecretOfManyHundredDigits_IsTaken()
    {
        string secret = string.Concat(Enumerable.Repeat("0123456789abcdef", 100));
        string hash = MimiAccounts.HashSecret(secret);
        await using Fixture server = await Fixture.StartAsync(configure: options => options with
        {
            Accounts = MimiAccounts.Parse($$"""{ "applications": [{ "id": "long", "secret": "{{hash}}", "scopes": ["*"] }] }"""),
        });

        (int status, _) = await server.IssueAsync(Form(ApplicationGrant, "long", secret, Asr));
        (int nearly, _) = await server.IssueAsync(Form(ApplicationGrant, "long", secret[..^1], Asr));

        Assert.Equal((200, 401), (status, nearly));
    }

    [Theory]
    [InlineData("text/plain", "grant_type=1", 415)]
    [InlineData("application/json", "[1]", 400)]
    [InlineData("application/json", "{\"scope\": [\"a\"]}", 400)]
    [InlineData("application/json", "{\"scope\": ", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"scope\"\r\n\r\nhalf", 400)]
    public async Task Issue_BodyInNoKnownForm_IsRefusedInJson(string type, string content, int expected)
    {
        await using Fixture server = await StartWithAccountsAsync();
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Type", type));

        (int status, JsonElement reply) = await server.SendAsync("/v2/token", body);

        Assert.Equal((expected, "error"), (status, reply.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Issue_BodyTooLarge_Is413()
    {
        await using Fixture server = await StartWithAccountsAsync();

        (int status, JsonElement reply) = await server.SendAsync("/v2/token", new StringContent(new string('a', 70_000), Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal((413, 413), (status, reply.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Issue_ByGet_Is405()
    {
        await using Fixture server = await StartWithAccountsAsync();

        (int status, JsonElement reply) = await server.SendAsync("/v2/token?client_secret=a", null, method: HttpMethod.Get);

        Assert.Equal((405, "error"), (status, reply.GetProperty("status").GetString()));
    }

    private static void AssertRefused(JsonElement body, int code, string error)
    {
        Assert.Equal(("error", code, error), (body.GetProperty("status").GetString(), body.GetProperty("code").GetInt32(), body.Error()));
        Assert.Equal("auth#operation#accesstoken", body.GetProperty("kind").GetString());
        Assert.False(body.TryGetProperty("accessToken", out _));
    }

    private static MultipartFormDataContent Multipart(Dictionary<string, string> form, bool asFiles)
    {
        var content = new MultipartFormDataContent();
        foreach ((string name, string value) in form)
        {
            if (asFiles)
            {
                content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name, name); // As Python's requests(files=…) does.
            }
            else
            {
                content.Add(new StringContent(value), name);
            }
        }

        return content;
    }
}
