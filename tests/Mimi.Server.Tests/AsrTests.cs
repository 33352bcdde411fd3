using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: <c>asr</c> sends the whole hypothesis so far in each message.</summary>
public sealed class AsrTests
{
    private static readonly ScriptedSpeech Speech = new()
    {
        Script =
        [
            Temporary(640, 0, "おは", 420, 640),
            Temporary(960, 0, "おはよう", 420, 960),
            Final(1_280, 0, "おはようございます", 420, 1_260),
            Temporary(1_600, 1, "今日", 1_400, 1_600),
            Final(9_000, 1, "今日はいい天気。", 1_400, 2_000),
        ],
    };

    [Fact]
    public async Task WebSocket_Speech_GrowsMessageByMessage()
    {
        await using Fixture server = await Fixture.StartAsync(Speech);
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        for (int i = 0; i < 20; i++)
        {
            await client.SendSilenceAsync(100);
        }

        List<StrictMessage<StrictAsr>> messages = [.. (await client.FinishAsync()).Select(Strict.Read<StrictAsr>)];

        Assert.Equal(["おは", "おはよう", "おはようございます", "おはようございます/今日", "おはようございます/今日はいい天気。", "おはようございます/今日はいい天気。"],
            messages.Select(message => string.Join('/', message.Response.Select(entry => entry.Result))));
        Assert.All(messages, message => Assert.Equal("asr#mimilvcsr", message.Type));
        Assert.Single(messages.Select(message => message.SessionId).Distinct());
        Assert.All(messages.SkipLast(1), message => Assert.Equal("recog-in-progress", message.Status));
        Assert.Equal("recog-finished", messages[^1].Status);
        Assert.Equal([[420, 1_260], [1_400, 2_000]], messages[^1].Response.Select(entry => entry.Time));
        Assert.Equal(["オハヨウゴザイマス", "今日ハイイ天気。"], messages[^1].Response.Select(entry => entry.Pronunciation));
    }

    [Fact]
    public async Task WebSocket_Recognizer_IsAskedEvery320Milliseconds()
    {
        var speech = new ScriptedSpeech();
        await using Fixture server = await Fixture.StartAsync(speech);
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"), ("x-mimi-input-language", "en"));

        ScriptedStream stream = await speech.OpenedAsync(TestTimeout.Token);

        Assert.Equal(TimeSpan.FromMilliseconds(320), stream.Options.TemporaryInterval);
        Assert.Equal(["en"], speech.AskedFor);
        await client.FinishAsync();
    }

    [Fact]
    public async Task WebSocket_English_PronouncesInLowerCase()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(100, 0, "Ask not WHAT", 10, 90)] });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"), ("x-mimi-input-language", "en"));
        await client.SendSilenceAsync(50);

        StrictMessage<StrictAsr> last = Strict.Read<StrictAsr>((await client.FinishAsync())[^1]);

        Assert.Equal(("Ask not WHAT", "ask not what"), (last.Response[0].Result, last.Response[0].Pronunciation));
    }

    [Fact]
    public async Task WebSocket_Silence_FinishesWithoutEntries()
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        await client.SendSilenceAsync(500);

        string message = Assert.Single(await client.FinishAsync());

        Assert.Empty(Strict.Read<StrictAsr>(message).Response);
    }

    [Fact]
    public async Task WebSocket_HypothesisTakenBack_SaysSo()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Temporary(10, 0, "", 0, 10), Temporary(20, 0, "え", 0, 20), Temporary(30, 0, "", 0, 30), Temporary(40, 0, " ", 0, 40)] });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        await client.SendSilenceAsync(50);

        List<string> messages = await client.FinishAsync();

        Assert.Equal(["え", "", ""], messages.Select(message => string.Concat(Strict.Read<StrictAsr>(message).Response.Select(entry => entry.Result))));
    }

    [Fact]
    public async Task WebSocket_Japanese_IsReadableUtf8()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(0, 0, "「𠮷野家」で<牛丼>&\"卵\"", 0, 90)] });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));

        string message = (await client.FinishAsync())[^1];

        Assert.Contains("野家」で<牛丼>&\\\"卵\\\"", message, StringComparison.Ordinal);
        Assert.Equal("「𠮷野家」で<牛丼>&\"卵\"", Strict.Read<StrictAsr>(message).Response[0].Result);
    }
}
