using Mimi.Client.Speakers;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Speakers;

/// <summary>What goes out.</summary>
public sealed class MimiSpeakerClientTests
{
    private const string Root = "https://apis.mimi.fd.ai/v1/applications/app/clients/cli/srs/";
    private const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<string, string, string?, string, Func<MimiSpeakerClient, Task>> Calls => new()
    {
        { "GET", "speaker_groups", null, "", static client => client.GetGroupsAsync(Token) },
        { "GET", "speaker_groups/g1", null, "", static client => client.GetGroupAsync("g1", Token) },
        { "POST", "speaker_groups", Form, "name=%E5%AE%B6%E6%97%8F+%26", static client => client.CreateGroupAsync("家族 &", cancellationToken: Token) },
        { "POST", "speaker_groups", Form, "name=a&description=%E7%A7%81", static client => client.CreateGroupAsync("a", "私", Token) },
        { "POST", "speakers", Form, "lang=0&name=%E8%8A%B1%E5%AD%90&sex=1&age=30", static client => client.CreateSpeakerAsync(new() { Name = "花子", Language = MimiSpeakerProfile.Japanese, Sex = 1, Age = 30 }, Token) },
        { "GET", "speakers/s1", null, "", static client => client.GetSpeakerAsync("s1", Token) },
        { "PUT", "speakers/s1", Form, "age=31", static client => client.UpdateSpeakerAsync("s1", new() { Age = 31 }, Token) },
        { "POST", "speaker_groups/g1/speakers/s1", Form, "", static client => client.AddToGroupAsync("g1", "s1", Token) },
        { "POST", "speakers/s1/speeches", "audio/x-pcm;bit=16;rate=16000;channels=1", "samples", static client => client.UploadSpeechAsync("s1", "samples"u8.ToArray(), cancellationToken: Token) },
        { "POST", "speakers/s1/speeches", "audio/x-pcm;bit=16;rate=8000;channels=1", "stream", static client => client.UploadSpeechAsync("s1", new MemoryStream("stream"u8.ToArray()), MimiAudioFormat.Pcm(8_000), Token) },
        { "POST", "speakers/s1/trainer/commit", Form, "", static client => client.CommitTrainingAsync("s1", Token) },
        { "GET", "speaker_groups/a%2F..%2F%3Fb%23%20%E8%A9%B1", null, "", static client => client.GetGroupAsync("a/../?b# 話", Token) },
        { "GET", "speakers/%252e%252e", null, "", static client => client.GetSpeakerAsync("%2e%2e", Token) },
    };

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_GoesOutAsDocumented(string method, string path, string? contentType, string body, Func<MimiSpeakerClient, Task> call)
    {
        var server = new HttpServer("""{"status":"success","id":"x"}""");

        await call(new(server.Engine, MimiCredential.FromToken("t"), "app", "cli"));

        Assert.Equal($"{method} {Root}{path}", server.Line);
        Assert.Equal("Bearer t", server.Authorization);
        Assert.Equal(contentType, server.ContentType);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(server.Body ?? []));
    }

    [Fact]
    public async Task Address_AndIds_MakeThePath()
    {
        var server = new HttpServer("[]");

        await new MimiSpeakerClient(server.Engine, null, "a/b", "c:d", new Uri("http://127.0.0.1:8710")).GetGroupsAsync(Token);

        Assert.Equal("GET http://127.0.0.1:8710/v1/applications/a%2Fb/clients/c%3Ad/srs/speaker_groups", server.Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Id_ThatLeadsElsewhere_IsRefusedBeforeTheRequest(string id)
    {
        var server = new HttpServer("{}");
        var client = new MimiSpeakerClient(server.Engine, null, "app", "cli");

        Assert.ThrowsAny<ArgumentException>(() => new MimiSpeakerClient(server.Engine, null, id, "cli"));
        Assert.ThrowsAny<ArgumentException>(() => new MimiSpeakerClient(server.Engine, null, "app", id));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.GetGroupAsync(id, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.AddToGroupAsync("g", id, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.AddToGroupAsync(id, "s", Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.UploadSpeechAsync(id, new byte[2], cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.CommitTrainingAsync(id, Token));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Arguments_WithoutSense_AreRefusedBeforeTheRequest()
    {
        var server = new HttpServer("{}");
        var client = new MimiSpeakerClient(server.Engine, null, "app", "cli");

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.CreateGroupAsync(" ", cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.CreateSpeakerAsync(new(), Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.UpdateSpeakerAsync("s", new(), Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.UploadSpeechAsync("s", ReadOnlyMemory<byte>.Empty, cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.UploadSpeechAsync("s", new byte[2], MimiAudioFormat.Pcm(1), Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MimiSpeakerProfile { Age = -1 });
        Assert.Throws<ArgumentException>(() => new MimiSpeakerProfile { Name = " " });
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void Profile_ToString_HidesThePerson() =>
        Assert.DoesNotContain("花子", new MimiSpeakerProfile { Name = "花子" }.ToString(), StringComparison.Ordinal);
}
