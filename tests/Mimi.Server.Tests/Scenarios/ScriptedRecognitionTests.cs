using System.Runtime.CompilerServices;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests.Scenarios;

/// <summary>A scenario in the recognizer's place: the shipped Japanese example, through the code that serves models.</summary>
public sealed class ScriptedRecognitionTests
{
    private const string V2 = "response_format=v2;temporary=true;progressive=true";

    [Theory]
    [InlineData(new[] { 3_000 })]
    [InlineData(new[] { 1, 599, 500, 500, 900, 500 })]
    public async Task NictV2_TemporariesAndPartials_ComeAtTheirAudioTimes(int[] pieces)
    {
        await using Fixture server = await StartAsync();
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"), ("x-mimi-input-language", "ja"), ("x-mimi-nict-asr-options", V2));
        foreach (int milliseconds in pieces)
        {
            await client.SendSilenceAsync(milliseconds);
        }

        StrictMessage<StrictNictV2>[] first = [Read(await client.ReadAsync()), Read(await client.ReadAsync()), Read(await client.ReadAsync())]; // Before the break.
        StrictMessage<StrictNictV2> last = Read(Assert.Single(await client.FinishAsync()));

        Assert.Equal(
            [("今日は", false, 0), ("今日は、", true, 120), ("いい天気", false, 1_100), ("いい天気です。", true, 1_100)],
            first.Append(last).Select(message => (message.Response[0].Result, message.Response[0].Determined, message.Response[0].Time)));
        Assert.Equal(("recog-in-progress", "recog-finished"), (first[2].Status, last.Status));
        Assert.Empty(server.Speech.AskedFor);
    }

    [Fact]
    public async Task Asr_WholeHypothesis_Grows()
    {
        await using Fixture server = await StartAsync();
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        await client.SendSilenceAsync(2_000);

        List<string> messages = await client.FinishAsync();

        Assert.Equal(
            ["おはよう", "おはよう", "おはよう+ございます", "おはよう+ございます"],
            messages.Select(message => string.Join('+', Strict.Read<StrictAsr>(message).Response.Select(entry => entry.Result))));
        Assert.Equal([980, 1_640], Strict.Read<StrictAsr>(messages[^1]).Response[1].Time);
    }

    [Fact]
    public async Task Post_LittleAudio_GivesEveryFinalAllTheSame()
    {
        await using Fixture server = await StartAsync();

        (int status, string body) = await server.PostAsync(new byte[320], null, ("x-mimi-process", "nict-asr"), ("x-mimi-nict-asr-options", V2));

        Assert.Equal((200, "今日は、いい天気です。"), (status, Strict.Read<StrictNictV2>(body).Response[0].Result));
    }

    [Theory]
    [InlineData("nict-asr", "en")]
    [InlineData("asr", "zh-TW")]
    public async Task Language_WithoutEntry_GoesToTheModels(string process, string language)
    {
        await using Fixture server = await StartAsync();

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", process), ("x-mimi-input-language", language));

        Assert.Equal(200, status);
        Assert.Contains("modelled", body, StringComparison.Ordinal);
        Assert.Equal([language], server.Speech.AskedFor);
    }

    [Theory]
    [InlineData(400, "短い")]
    [InlineData(1_000, "ちょうど")]
    [InlineData(1_001, "長い")]
    public async Task Duration_Chooses_WhenTheAudioHasEnded(int milliseconds, string expected)
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with
        {
            Scenario = MimiScenario.Parse("""
                { "entries": [
                  { "service": "asr", "audio": { "maxMilliseconds": 500 }, "results": [{ "final": "短い" }] },
                  { "service": "asr", "audio": { "minMilliseconds": 501, "maxMilliseconds": 1000 }, "results": [{ "final": "ちょうど" }] },
                  { "service": "asr", "results": [{ "at": 10, "temporary": "なが" }, { "at": 20, "final": "長い" }] },
                  { "service": "asr", "results": [{ "final": "never" }] }
                ] }
                """),
        });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        await client.SendSilenceAsync(milliseconds);

        List<string> messages = await client.FinishAsync();

        Assert.DoesNotContain(messages, message => message.Contains("なが", StringComparison.Ordinal)); // Nothing before the end.
        Assert.Equal(expected, Assert.Single(Strict.Read<StrictAsr>(messages[^1]).Response).Result);
    }

    [Fact]
    public async Task Duration_OfNoEntry_IsAnErrorInBothTransports()
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with
        {
            Scenario = MimiScenario.Parse("""{ "entries": [{ "service": "asr", "audio": { "minMilliseconds": 5000 }, "results": [] }] }"""),
        });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));

        (int status, string body) = await server.PostAsync(new byte[32_000], null, ("x-mimi-process", "asr"));
        await client.BreakAsync();
        List<string> messages = await client.ReadToEndAsync();

        Assert.Equal((501, "No entry of the scenario for 'asr' takes 1000 ms of audio."), (status, Strict.Error(body).Error));
        Assert.Empty(messages);
        Assert.Equal((1011, "No entry of the scenario for 'asr' takes 0 ms of audio."), ((int)client.Socket.CloseStatus!, client.Socket.CloseStatusDescription));
    }

    private static StrictMessage<StrictNictV2> Read(string? message) => Strict.Read<StrictNictV2>(message!);

    private static Task<Fixture> StartAsync([CallerFilePath] string here = "") => Fixture.StartAsync(
        new() { Script = [Final(0, 0, "modelled", 0, 1)] },
        options => options with { Scenario = MimiScenario.Load(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/scenarios/japanese-speech.json")) });
}
