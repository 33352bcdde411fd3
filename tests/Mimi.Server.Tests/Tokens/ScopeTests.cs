using System.Text.Json;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.TokenCalls;

namespace Mimi.Server.Tests.Tokens;

/// <summary>Each service, over each transport, takes a token with its own scope and no other.</summary>
public sealed class ScopeTests
{
    private const string Speakers = "/v1/applications/app/clients/all/srs";

    public static TheoryData<string, string> AudioServices => new()
    {
        { "asr", "asr" },
        { "nict-asr", "nict-asr" },
        { "google-asr", "google-asr" },
        { "lid", "lid" },
        { "lidasr", "lid;nict-asr" },
        { "srs", "srs" },
        { "emo-categorical", "emo-categorical" },
        { "air", "air" },
    };

    [Theory]
    [MemberData(nameof(AudioServices))]
    public async Task AudioService_TakesItsOwnScopeOfItsTransport(string process, string groups)
    {
        await using Fixture server = await StartAsync();
        string[] http = [.. groups.Split(';').Select(group => $"{group}/http-api-service")];
        string[] socket = [.. groups.Split(';').Select(group => $"{group}/websocket-api-service")];
        string httpToken = await server.TokenAsync(http);
        string socketToken = await server.TokenAsync(socket);

        Assert.Equal(200, await PostAsync(server, process, httpToken));
        Assert.Equal(401, await PostAsync(server, process, socketToken));
        Assert.Equal(101, await OpenAsync(server, process, socketToken));
        Assert.Equal(401, await OpenAsync(server, process, httpToken));
    }

    [Theory]
    [MemberData(nameof(AudioServices))]
    public async Task AudioService_WithEveryOtherScope_Is401(string process, string groups)
    {
        await using Fixture server = await StartAsync();
        string[] others = [.. AudioServices.Select(row => row.Data.Item1).Where(other => other != "lidasr" && other != groups.Split(';')[0]), "nict-tts", "nict-tra"];
        string token = await server.TokenAsync([.. others.SelectMany(other => (string[])[$"{other}/http-api-service", $"{other}/websocket-api-service"])]);

        Assert.Equal(401, await PostAsync(server, process, token));
        Assert.Equal(401, await OpenAsync(server, process, token));
    }

    [Theory]
    [InlineData("/speech_synthesis", "nict-tts/http-api-service", "nict-tra/http-api-service")]
    [InlineData("/machine_translation", "nict-tra/http-api-service", "nict-tts/http-api-service")]
    [InlineData("/machine_translation", "tra/http-api-service", "asr/http-api-service")]
    [InlineData("GET " + Speakers + "/speaker_groups", "srs/speaker_groups.r", "srs/speaker_groups.w")]
    [InlineData(Speakers + "/speaker_groups", "srs/speaker_groups.w", "srs/speaker_groups.r")]
    [InlineData(Speakers + "/speaker_groups/g/speakers/s", "srs/speaker_groups.w", "srs/speakers.w")]
    [InlineData(Speakers + "/speakers", "srs/speakers.w", "srs/speakers.r")]
    [InlineData("GET " + Speakers + "/speakers/s", "srs/speakers.r", "srs/speakers.w")]
    [InlineData("PUT " + Speakers + "/speakers/s", "srs/speakers.w", "srs/http-api-service")]
    [InlineData(Speakers + "/speakers/s/speeches", "srs/speeches.w", "srs/trainers.w")]
    [InlineData(Speakers + "/speakers/s/trainer/commit", "srs/trainers.w", "srs/speeches.w")]
    public async Task Address_TakesItsOwnScope(string address, string right, string wrong)
    {
        await using Fixture server = await StartAsync();
        string[] parts = address.Split(' ');
        HttpMethod method = parts.Length == 2 ? new(parts[0]) : HttpMethod.Post;

        (int let, _) = await server.SendAsync(parts[^1], null, await server.TokenAsync(right), method);
        (int refused, JsonElement body) = await server.SendAsync(parts[^1], null, await server.TokenAsync(wrong), method);
        (int none, _) = await server.SendAsync(parts[^1], null, null, method);

        Assert.NotEqual(401, let); // The fields are missing: that is another matter.
        Assert.Equal((401, 401), (refused, none));
        Assert.Contains($"lacks the scope '{TestAccounts.Prefix}{(right == "tra/http-api-service" ? "nict-" + right : right)}'", body.Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app", "guest")]
    [InlineData("other", "all")]
    public async Task Speakers_OfSomebodyElse_Are403(string application, string client)
    {
        await using Fixture server = await StartAsync();

        (int status, JsonElement body) = await server.SendAsync($"/v1/applications/{application}/clients/{client}/srs/speaker_groups", null, await server.TokenAsync("srs/speaker_groups.r"), HttpMethod.Get);

        Assert.Equal((403, "error"), (status, body.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Speakers_OfAClient_AreOpenToItsApplication()
    {
        await using Fixture server = await StartAsync();
        (_, JsonElement issued) = await server.IssueAsync(Form(ApplicationGrant, "app", TestAccounts.ApplicationSecret, TestAccounts.Prefix + "srs/speaker_groups.r"));

        (int status, _) = await server.SendAsync(Speakers + "/speaker_groups", null, issued.GetProperty("accessToken").GetString(), HttpMethod.Get);

        Assert.Equal(200, status);
    }

    private static Task<Fixture> StartAsync() => StartWithAccountsAsync(options => options with
    {
        Scenario = MimiScenario.Parse("""
            { "entries": [
              { "service": "google-asr", "response": [] }, { "service": "lid", "response": [] }, { "service": "lidasr", "response": [] },
              { "service": "srs", "response": [] }, { "service": "emo-categorical", "response": {} }, { "service": "air", "response": [] }
            ] }
            """),
    });

    private static async Task<int> PostAsync(Fixture server, string process, string token) =>
        (await server.PostAsync([], null, ("x-mimi-process", process), ("x-mimi-srs-speaker-group-id", "g"), ("Authorization", $"Bearer {token}"))).Status;

    private static async Task<int> OpenAsync(Fixture server, string process, string token)
    {
        try
        {
            using WireClient client = await server.OpenAsync(("x-mimi-process", process), ("x-mimi-srs-speaker-group-id", "g"), ("Authorization", $"Bearer {token}"));
            await client.FinishAsync();
            return 101;
        }
        catch (HandshakeRefusedException e)
        {
            return e.Status;
        }
    }
}
