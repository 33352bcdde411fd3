using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Mimi.Server.Scenarios;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests.Scenarios;

/// <summary>The services that have no model: raw responses from the shipped example, in the envelope of all audio services.</summary>
public sealed class ScenarioServiceTests
{
    [Theory]
    [InlineData("lid", "lid#example", """[{"lang":"ja","example":true}]""")]
    [InlineData("lidasr", "lidasr#scenario", """[{"lang":"ja","result":"こんにちは","example":true}]""")]
    [InlineData("srs", "srs#scenario", """[{"speaker":"田中","example":true}]""")]
    [InlineData("air", "air#scenario", """[{"event":"拍手","example":true}]""")]
    [InlineData("google-asr", "google-asr#scenario", """[{"result":"東京タワー"}]""")]
    [InlineData("emo-categorical", "emo-categorical#scenario", """{"scores":{"happiness":0.7,"sadness":0.05,"anger":0.05,"disgust":0.05,"neutral":0.15}}""")]
    public async Task Service_BothTransports_AnswerFromTheScenario(string process, string type, string response)
    {
        await using Fixture server = await StartAsync();
        (string, string)[] headers = [("x-mimi-process", process), ("x-mimi-srs-speaker-group-id", "g"), ("x-mimi-lid-options", "lang=ja|en")];
        using WireClient client = await server.OpenAsync(headers);
        await client.SendSilenceAsync(1_000);

        (int status, string posted) = await server.PostAsync(new byte[32_000], null, headers);
        List<string> messages = await client.FinishAsync();

        Assert.Equal(200, status);
        AssertMessage(posted, type, "recog-finished", response);
        AssertMessage(messages[^1], type, "recog-finished", response);
        Assert.Equal(process is "lid" or "google-asr" ? 2 : 1, messages.Count);
        if (process == "google-asr")
        {
            AssertMessage(messages[0], type, "recog-in-progress", """[{"result":"東京"}]""");
        }
    }

    [Fact]
    public async Task Interim_ComesBeforeTheBreak_InTheSameSession()
    {
        await using Fixture server = await StartAsync();
        using WireClient client = await server.OpenAsync(("?", "process=lid"));
        await client.SendSilenceAsync(499);
        await client.SendSilenceAsync(1);

        string interim = (await client.ReadAsync())!;
        string last = Assert.Single(await client.FinishAsync());

        Assert.Equal(Session(interim), Session(last));
    }

    [Theory]
    [InlineData(499, 1.0)]
    [InlineData(500, 0.15)]
    public async Task Emotion_ByDuration_Differs(int milliseconds, double neutral)
    {
        await using Fixture server = await StartAsync();

        (_, string body) = await server.PostAsync(new byte[milliseconds * 32], null, ("x-mimi-process", "emo-categorical"));

        using var document = JsonDocument.Parse(body);
        Assert.Equal(neutral, document.RootElement.GetProperty("response").GetProperty("scores").GetProperty("neutral").GetDouble());
    }

    [Theory]
    [InlineData(true, "no entry that matches")]
    [InlineData(false, "was started without one")]
    public async Task Service_WithoutEntry_Is501WithWhatToWrite(bool withScenario, string expected)
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { Scenario = withScenario ? MimiScenario.Parse("""{ "entries": [] }""") : null });

        (int status, string body) = await server.PostAsync([], null, ("?", "process=lid&input-language=%E6%97%A5%E6%9C%AC%E8%AA%9E"));
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(("x-mimi-process", "lid")));

        Assert.Equal((501, 501), (status, refused.Status));
        Assert.Contains(expected, Strict.Error(body).Error, StringComparison.Ordinal);
        Assert.Contains("""{"service": "lid", "language": "日本語", "response": …}""", Strict.Error(body).Error, StringComparison.Ordinal);
        Assert.Contains("docs/scenarios.md", Strict.Error(body).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Srs_WithoutGroup_NamesTheHeader()
    {
        await using Fixture server = await StartAsync();

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "srs"));

        Assert.Equal(400, status);
        Assert.Contains("x-mimi-srs-speaker-group-id", Strict.Error(body).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_CannotBeWritten_EndsAsAFailure()
    {
        using var half = JsonDocument.Parse("""["\ud800"]"""); // A scenario with it is refused when it is read.
        var entry = new ScenarioEntry { Service = "lid", Cues = [new(ScenarioCue.AtEnd, new(0, true, "", TimeSpan.Zero, TimeSpan.Zero), half.RootElement)] };
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { Scenario = new([entry]), MaxSessions = 1 });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "lid"));
        await client.BreakAsync();

        Assert.Empty(await client.ReadToEndAsync());
        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "lid")); // There is a seat again.

        Assert.Equal((WebSocketCloseStatus.InternalServerError, "The recognizer failed."), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
        Assert.Equal((500, "The recognizer failed."), (status, Strict.Error(body).Error));
    }

    private static void AssertMessage(string message, string type, string status, string response)
    {
        using var document = JsonDocument.Parse(message);
        Assert.Equal(["type", "session_id", "status", "response"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal((type, status), (document.RootElement.GetProperty("type").GetString(), document.RootElement.GetProperty("status").GetString()));
        Assert.NotEqual(Guid.Empty, Session(message));
        Assert.Equal(response, document.RootElement.GetProperty("response").GetRawText()); // Japanese stays Japanese.
    }

    private static Guid Session(string message)
    {
        using var document = JsonDocument.Parse(message);
        return document.RootElement.GetProperty("session_id").GetGuid();
    }

    private static Task<Fixture> StartAsync([CallerFilePath] string here = "") => Fixture.StartAsync(configure: options => options with
    {
        Scenario = MimiScenario.Load(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/scenarios/services.json")),
    });
}
