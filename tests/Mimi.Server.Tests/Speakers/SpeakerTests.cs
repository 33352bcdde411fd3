using System.Net.Http.Headers;
using System.Text.Json;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests.Speakers;

/// <summary>protocol 9.2: groups, speakers, membership, speeches, commit – in that order.</summary>
public sealed class SpeakerTests
{
    private const string Base = "/v1/applications/app/clients/all/srs";

    private static readonly byte[] Speech = new byte[3_200];

    [Fact]
    public async Task WholeWork_InOrder_Succeeds()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { TimeProvider = time });

        string group = await CreateAsync(server, "speaker_groups", ("name", "家族"), ("description", "うちの人"));
        string speaker = await CreateAsync(server, "speakers", ("name", "花子"), ("lang", "0"), ("sex", "1"), ("age", "34"));
        JsonElement joined = await DoneAsync(server, $"{Base}/speaker_groups/{group}/speakers/{speaker}", null);
        JsonElement speech = await DoneAsync(server, $"{Base}/speakers/{speaker}/speeches", Raw(Speech, "audio/x-pcm;bit=16;rate=16000;channels=1"));
        JsonElement committed = await DoneAsync(server, $"{Base}/speakers/{speaker}/trainer/commit", null);

        Assert.Equal("srs#operation#speaker_group", joined.GetProperty("kind").GetString());
        Assert.Equal("srs#operation#trainer", committed.GetProperty("kind").GetString());
        Assert.Equal("srs#operation#speech", speech.GetProperty("kind").GetString());
        string root = $"{server.Server.Address.ToString().TrimEnd('/')}{Base}";
        Assert.Equal($"{root}/speeches/{speech.GetProperty("id").GetString()}", speech.GetProperty("targetLink").GetString());
        Assert.Equal($"{root}/operations/{speech.GetProperty("operationId").GetString()}", speech.GetProperty("selfLink").GetString());
        Assert.Equal((100, 200, time.GetUtcNow().ToUnixTimeSeconds()), (speech.GetProperty("progress").GetInt32(), speech.GetProperty("code").GetInt32(), speech.GetProperty("startTimestamp").GetInt64()));
        Assert.Equal($$"""[{"id":"{{group}}","name":"家族","description":"うちの人"}]""", await GetAsync(server, $"{Base}/speaker_groups"));
        Assert.Equal($$"""[{"id":"{{group}}","name":"家族","description":"うちの人"}]""", await GetAsync(server, $"{Base}/speaker_groups/{group}"));
        Assert.Equal($$"""[{"id":"{{speaker}}","name":"花子","lang":0,"sex":1,"age":34}]""", await GetAsync(server, $"{Base}/speakers/{speaker}"));
    }

    [Fact]
    public async Task Put_ChangedFields_KeepsTheOthers()
    {
        await using Fixture server = await Fixture.StartAsync();
        string speaker = await CreateAsync(server, "speakers", ("name", "花子"), ("lang", "0"), ("sex", "1"), ("age", "34"));

        (int status, _) = await server.SendAsync($"{Base}/speakers/{speaker}", new FormUrlEncodedContent([new("age", "35")]), method: HttpMethod.Put);

        Assert.Equal(200, status);
        Assert.Equal($$"""[{"id":"{{speaker}}","name":"花子","lang":0,"sex":1,"age":35}]""", await GetAsync(server, $"{Base}/speakers/{speaker}"));
    }

    [Fact]
    public async Task Work_OutOfOrder_IsRefusedWithTheNextStep()
    {
        await using Fixture server = await Fixture.StartAsync();
        string group = await CreateAsync(server, "speaker_groups", ("name", "g"));

        await RefusedAsync(server, $"{Base}/speaker_groups/{group}/speakers/nobody", null, 404, "no such speaker.");
        await RefusedAsync(server, $"{Base}/speakers/nobody/speeches", Raw(Speech), 404, "no such speaker.");
        await RefusedAsync(server, $"{Base}/speakers/nobody/trainer/commit", null, 404, "no such speaker.");
        string speaker = await CreateAsync(server, "speakers", ("name", "s"));
        await RefusedAsync(server, $"{Base}/speaker_groups/nothing/speakers/{speaker}", null, 404, "no such speaker group.");
        await RefusedAsync(server, $"{Base}/speakers/{speaker}/speeches", Raw(Speech), 409, "in no group yet");
        await RefusedAsync(server, $"{Base}/speakers/{speaker}/trainer/commit", null, 409, "no speeches to learn from yet");
        await DoneAsync(server, $"{Base}/speaker_groups/{group}/speakers/{speaker}", null);
        await RefusedAsync(server, $"{Base}/speakers/{speaker}/trainer/commit", null, 409, "no speeches to learn from yet");
        await DoneAsync(server, $"{Base}/speakers/{speaker}/speeches", Raw(Speech));
        await DoneAsync(server, $"{Base}/speakers/{speaker}/trainer/commit", null);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "AAAA", 200)] // As curl --data-binary sends raw audio.
    [InlineData("application/x-www-form-urlencoded", "file=%00%01%02%03", 200)]
    [InlineData("application/x-www-form-urlencoded", "file=%00%01%02", 400)]
    [InlineData("application/x-www-form-urlencoded", "file=", 400)]
    [InlineData("application/x-www-form-urlencoded", "fil", 400)]
    [InlineData("application/octet-stream", "AAAA", 200)]
    [InlineData("audio/x-pcm;bit=16;rate=8000;channels=2", "AAAAAA", 400)]
    [InlineData("audio/x-flac", "fLaC", 415)]
    [InlineData("", "AAAA", 200)]
    [InlineData("", "", 400)]
    public async Task Speech_RawOrField_IsCounted(string type, string body, int expected)
    {
        await using Fixture server = await Fixture.StartAsync();
        string speaker = await MemberAsync(server);

        (int status, JsonElement reply) = await server.SendAsync($"{Base}/speakers/{speaker}/speeches", Raw(System.Text.Encoding.ASCII.GetBytes(body), type));

        Assert.Equal((expected, expected), (status, reply.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData(32_000, 200)]
    [InlineData(32_002, 413)]
    public async Task Speech_EscapedField_CountsItsBytesAndNotItsLetters(int bytes, int expected)
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { MaxUtterance = TimeSpan.FromSeconds(1) });
        string speaker = await MemberAsync(server);
        string body = "file=" + string.Concat(Enumerable.Repeat("%C3", bytes));

        (int status, _) = await server.SendAsync($"{Base}/speakers/{speaker}/speeches", Raw(System.Text.Encoding.ASCII.GetBytes(body), "application/x-www-form-urlencoded"));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Speech_TooLong_Is413(bool chunked)
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { MaxUtterance = TimeSpan.FromSeconds(1) });
        string speaker = await MemberAsync(server);
        HttpContent body = chunked ? new StreamContent(new MemoryStream(new byte[32_002])) : Raw(new byte[32_002]);
        body.Headers.ContentLength = chunked ? null : 32_002;

        await RefusedAsync(server, $"{Base}/speakers/{speaker}/speeches", body, 413, "too long");
    }

    [Theory]
    [InlineData("speaker_groups", "description", "x", "'name' is missing")]
    [InlineData("speakers", "age", "5", "'name' is missing")]
    [InlineData("speakers", "age", "old", "'age' must be a whole number.")]
    [InlineData("speakers", "lang", "ja", "'lang' must be a whole number: 0 is Japanese.")]
    public async Task Create_FieldWrong_IsRefused(string collection, string field, string value, string expected)
    {
        await using Fixture server = await Fixture.StartAsync();
        List<KeyValuePair<string, string>> form = [new(field, value)];
        if (!expected.Contains("name", StringComparison.Ordinal))
        {
            form.Add(new("name", "n"));
        }

        await RefusedAsync(server, $"{Base}/{collection}", new FormUrlEncodedContent(form), 400, expected);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("description")]
    public async Task CreateGroup_TextTooLong_Is413(string field)
    {
        await using Fixture server = await Fixture.StartAsync();
        Dictionary<string, string> form = new() { ["name"] = "家族", [field] = new string('長', 1_001) }; // Thousands are kept until the server stops.

        await RefusedAsync(server, $"{Base}/speaker_groups", new FormUrlEncodedContent(form), 413, "1000 are allowed");
    }

    [Fact]
    public async Task Resources_OfAnotherClient_AreNotSeen()
    {
        await using Fixture server = await Fixture.StartAsync();
        string group = await CreateAsync(server, "speaker_groups", ("name", "家族"));

        Assert.Equal("[]", await GetAsync(server, "/v1/applications/app/clients/other/srs/speaker_groups"));
        (int status, _) = await server.SendAsync($"/v1/applications/app/clients/other/srs/speaker_groups/{group}", null, method: HttpMethod.Get);
        Assert.Equal(404, status);
    }

    [Fact]
    public async Task OtherMethods_Are405()
    {
        await using Fixture server = await Fixture.StartAsync();

        await RefusedAsync(server, $"{Base}/speakers", null, 405, "Send POST", HttpMethod.Get);
        await RefusedAsync(server, $"{Base}/speaker_groups/g", null, 405, "Send GET", HttpMethod.Delete);
    }

    private static async Task<string> MemberAsync(Fixture server)
    {
        string group = await CreateAsync(server, "speaker_groups", ("name", "g"));
        string speaker = await CreateAsync(server, "speakers", ("name", "s"));
        await DoneAsync(server, $"{Base}/speaker_groups/{group}/speakers/{speaker}", null);
        return speaker;
    }

    private static async Task<string> CreateAsync(Fixture server, string collection, params (string Name, string Value)[] fields) =>
        (await DoneAsync(server, $"{Base}/{collection}", new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))))).GetProperty("id").GetString()!;

    private static async Task<JsonElement> DoneAsync(Fixture server, string path, HttpContent? body)
    {
        (int status, JsonElement reply) = await server.SendAsync(path, body);
        Assert.Equal((200, "success", ""), (status, reply.GetProperty("status").GetString(), reply.Error()));
        return reply;
    }

    private static async Task<string> GetAsync(Fixture server, string path) => (await server.SendAsync(path, null, method: HttpMethod.Get)).Body.GetRawText();

    private static async Task RefusedAsync(Fixture server, string path, HttpContent? body, int expected, string error, HttpMethod? method = null)
    {
        (int status, JsonElement reply) = await server.SendAsync(path, body, method: method);
        Assert.Equal((expected, expected, "error"), (status, reply.GetProperty("code").GetInt32(), reply.GetProperty("status").GetString()));
        Assert.StartsWith("srs#operation#", reply.GetProperty("kind").GetString(), StringComparison.Ordinal);
        Assert.Contains(error, reply.Error(), StringComparison.Ordinal);
    }

    private static ByteArrayContent Raw(byte[] audio, string type = "")
    {
        var content = new ByteArrayContent(audio);
        content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
