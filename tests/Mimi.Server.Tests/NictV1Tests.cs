using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: nict-asr v1 sends one message at the end, eight columns a word, and two sentinels.</summary>
public sealed class NictV1Tests
{
    private static readonly string[] Sentinels = ["|||SENT-START-END||||", "|||UTT-END||||"];

    [Theory]
    [InlineData(null)]
    [InlineData("response_format=v1")]
    [InlineData("response_format=v1;progressive=true;temporary=true;temporary_interval=500")]
    public async Task WebSocket_English_SendsColumnsAtTheEndOnly(string? options)
    {
        var speech = new ScriptedSpeech { Script = [Temporary(10, 0, "ask", 0, 10), Final(20, 0, "Ask not", 0, 20), Final(900, 1, "what you can.", 20, 80)] };
        await using Fixture server = await Fixture.StartAsync(speech);
        using WireClient client = await server.OpenAsync([("x-mimi-process", "nict-asr"), ("x-mimi-input-language", "en"), .. Options(options)]);
        await client.SendSilenceAsync(50);

        StrictMessage<StrictNictV1> message = Strict.Read<StrictNictV1>(Assert.Single(await client.FinishAsync()));

        Assert.Equal(("asr#nictlvcsr", "recog-finished"), (message.Type, message.Status));
        Assert.Equal(["Ask|ask|Ask|||||", "not|not|not|||||", "what|what|what|||||", "you|you|you|||||", "can.|can.|can.|||||", .. Sentinels], message.Response.Select(entry => entry.Result));
        Assert.All(message.Response, entry => Assert.Equal(8, entry.Result.Split('|').Length));
        Assert.Null((await speech.OpenedAsync(TestTimeout.Token)).Options.TemporaryInterval);
    }

    [Fact]
    public async Task WebSocket_Japanese_JoinsToTheTextAgain()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(0, 0, "今日は、いい|天気。", 0, 20)] });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"));

        StrictMessage<StrictNictV1> message = Strict.Read<StrictNictV1>(Assert.Single(await client.FinishAsync()));

        Assert.Equal("今日は、いい｜天気。", string.Concat(message.Response.Select(entry => entry.Result.Split('|')[0])));
        Assert.Equal("今日ハ", message.Response[0].Result.Split('|')[1]);
        Assert.All(message.Response, entry => Assert.Equal(8, entry.Result.Split('|').Length));
    }

    [Fact]
    public async Task WebSocket_Silence_SendsTheSentinels()
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"));

        StrictMessage<StrictNictV1> message = Strict.Read<StrictNictV1>(Assert.Single(await client.FinishAsync()));

        Assert.Equal(Sentinels, message.Response.Select(entry => entry.Result));
    }

    private static IEnumerable<(string Name, string Value)> Options(string? options) =>
        options is null ? [] : [("x-mimi-nict-asr-options", options)];
}
